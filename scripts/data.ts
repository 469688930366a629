import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contactSheet, intoRows } from '#images/grid.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';

const columns = 32;
const skippedShown = 20;

/** How many pictures there are of each kind, most first. */
function count(dataset: Dataset, key: 'style' | 'group'): Record<string, number> {
  const groups = Map.groupBy(dataset.pictures, (picture) => picture[key]);
  return Object.fromEntries(
    [...groups].map(([name, pictures]) => [name, pictures.length]).sort((a, b) => +b[1]! - +a[1]!),
  );
}

/** Shows a data set: counts on standard output, and a contact sheet for each style in `--out`. */
async function main(): Promise<void> {
  const options = { data: { type: 'string', default: 'emoji' }, out: { type: 'string', default: 'out' } } as const;
  const { values } = parseArgs({ options });
  const dataset = await loadDataset(values.data, {
    cacheDir: join(loadConfig().dataDir, 'cache'),
    onProgress: (done, total) => process.stderr.write(`\rRendering ${done} of ${total}`),
  });
  const heldOut = dataset.pictures.filter((picture) => picture.heldOut).length;
  console.log(`${dataset.name}: ${dataset.pictures.length} pictures, ${heldOut} held out, hash ${dataset.hash}`);
  console.table(count(dataset, 'style'));
  console.table(count(dataset, 'group'));
  for (const { file, reason } of dataset.skipped.slice(0, skippedShown)) console.log(`skipped ${file}: ${reason}`);
  if (dataset.skipped.length > skippedShown) console.log(`and ${dataset.skipped.length - skippedShown} more skipped`);

  await mkdir(values.out, { recursive: true });
  for (const style of dataset.styles) {
    const path = join(values.out, `data-${style}.png`);
    await writeFile(path, await drawStyle(dataset, style));
    console.log(path);
  }
}

function drawStyle({ pictures, pixels, size }: Dataset, style: string): Promise<Uint8Array> {
  const bytes = size * size * 4;
  const indexes = [...pictures.keys()].filter((index) => pictures[index]!.style === style);
  const own = indexes.map((index) => pixels.subarray(index * bytes, (index + 1) * bytes));
  return contactSheet(intoRows(own, columns), { size });
}

try {
  await main();
} catch (error) {
  console.error(AppError.from(error).message);
  process.exitCode = 1;
}
