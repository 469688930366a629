import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contactSheet, intoRows } from '#images/grid.ts';
import { openLibraries } from '#training/data/compositions/library.ts';
import { countScenes, drawAnchors, drawNumber } from '#training/data/compositions/sheets.ts';

/** What is drawn to look at in each style: as many compositions, of this seed. */
const drawn = { count: 200, seed: 2026, columns: 20 };
const anchorsSize = 96;
const anchorsColumns = 12;

/**
 * Writes what compositions are into `out`: for each style `STYLE-compositions.png`, 200 by chance, `STYLE-anchors.png`,
 * where things go on its heads, and `compositions.json`, the scenes of those 200 and how many different ones there are.
 */
export async function writeCompositions(out: string, size: number, cacheDir: string): Promise<string[]> {
  await mkdir(out, { recursive: true });
  const lines: string[] = [];
  const report: Record<string, unknown> = {};
  for (const [style, library] of await openLibraries(cacheDir)) {
    const anchors = intoRows(await drawAnchors(library, anchorsSize), anchorsColumns);
    await writeFile(join(out, `${style}-anchors.png`), await contactSheet(anchors, { size: anchorsSize }));
    const pictures = [];
    for (let i = 0; i < drawn.count; i++) pictures.push(await drawNumber(library, drawn.seed, i, size));
    const rows = intoRows(
      pictures.map(({ pixels }) => pixels),
      drawn.columns,
    );
    const rowLabels = rows.map((_, row) => String(row * drawn.columns));
    await writeFile(join(out, `${style}-compositions.png`), await contactSheet(rows, { size, rowLabels }));
    const different = countScenes(library);
    const total = Object.values(different).reduce((sum, count) => sum + count, 0);
    report[style] = { seed: drawn.seed, different, total, scenes: pictures.map(({ scene }) => scene) };
    lines.push(`  ${style}: ${total} different compositions of a thing and one thing more`);
  }
  await writeFile(join(out, 'compositions.json'), `${JSON.stringify(report, null, 1)}\n`);
  return lines;
}
