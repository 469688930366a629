import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { openLibraries } from '#training/data/compositions/library.ts';
import { drawNumber } from '#training/data/compositions/sheets.ts';
const out: Record<string, unknown> = {};
for (const [style, lib] of await openLibraries(process.env.DATA_DIR + '/cache')) {
  const list = [];
  for (let i = 0; i < 200; i++) { const { pixels, scene } = await drawNumber(lib, 2026, i, 64); list.push([createHash('md5').update(pixels as never).digest('hex'), scene]); }
  out[style] = list;
}
await writeFile(process.argv[2]!, JSON.stringify(out));
