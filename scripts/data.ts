import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { loadConfig } from '#lib/config.ts';
import { describeData, drawStyle, writeCard } from '#training/data/card.ts';
import { loadDataset } from '#training/data/load.ts';
import { writeCompositions } from './data/compositions.ts';
import { runScript } from './explain.ts';
import { readNumber } from './numbers.ts';

function readArguments(): { data: string; out: string; size: number } {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: 'emoji' },
      out: { type: 'string', default: 'out' },
      size: { type: 'string', default: '64' },
    },
  });
  return { ...values, size: readNumber('size', values.size, { least: 16, most: 256 }) };
}

/** Writes a data set's card, `card.md` and `card.json`, and a contact sheet for each style into `--out`. */
async function main(): Promise<void> {
  const { data, out, size } = readArguments();
  const cacheDir = join(loadConfig().dataDir, 'cache');
  const bar = new SingleBar(
    { format: '{bar} {value} of {total} pictures', stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  const dataset = await loadDataset(data, {
    size,
    cacheDir,
    onProgress: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
  }).finally(() => bar.stop());
  const card = await describeData(dataset);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'card.md'), writeCard(card));
  await writeFile(join(out, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  for (const style of dataset.styles) await writeFile(join(out, `${style}.png`), await drawStyle(dataset, style));

  console.log(`${card.name}: ${card.pictures} pictures, ${card.heldOut} held out, hash ${card.hash}`);
  for (const { style, pictures } of card.styles) console.log(`  ${style}: ${pictures}`);
  if (card.skipped.length > 0) console.log(`${card.skipped.length} left out; the card says why.`);
  if (dataset.composed) {
    for (const line of await writeCompositions(out, size, cacheDir)) console.log(line);
  }
  console.log(join(out, 'card.md'));
}

await runScript(main);
