import { writeFile } from 'node:fs/promises';
import { contactSheet } from '#images/grid.ts';
import { openLibraries } from '#training/data/compositions/library.ts';
import { drawNumber } from '#training/data/compositions/sheets.ts';
for (const [style, lib] of await openLibraries(process.env.DATA_DIR + '/cache')) {
  for (let piece = 0; piece < 3; piece++) {
    const rows = [], labels = [];
    for (let r = 0; r < 7; r++) { const row = []; for (let c = 0; c < 10; c++) { const i = piece * 70 + r * 10 + c; if (i < 200) row.push((await drawNumber(lib, 2026, i, 112)).pixels); } if (row.length) { rows.push(row); labels.push(String(piece * 70 + r * 10)); } }
    await writeFile(`/tmp/comp/v-${style}-${piece}.png`, await contactSheet(rows as never, { size: 112, rowLabels: labels } as never));
  }
}
