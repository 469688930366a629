import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { loadConfig } from '#lib/config.ts';
import { shippedText } from '#models/text/model.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint, readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { measure } from '#training/code-measures.ts';
import { loadDataset } from '#training/data/load.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { train } from '#training/loop/loop.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import { contrast } from '#training/text/contrast.ts';
import { readCorpus } from '#training/text/corpus.ts';
import { encodeTextEncoder } from '#training/text/encoder.ts';
import { shippedModels } from '../src/easel.ts';
import { runScript } from './explain.ts';
import { readNumber } from './numbers.ts';

/** Trains the text encoder on what emoji are called in all languages and the codes of a model's training pictures. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'easel' },
      steps: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: shippedText },
    },
  });
  const { dataDir, device: choice, threads } = loadConfig();
  const { info, codeTable } = await readCheckpoint(await findCheckpoint(values.model, dataDir, shippedModels));
  const dataset = await loadDataset(info.dataset.name, { size: info.size, cacheDir: join(dataDir, 'cache') });
  const heldOut = new Set(dataset.pictures.filter((picture) => picture.heldOut).map(({ concept }) => concept));
  const { normalise } = patchesOf(info.layout);
  const measures = measure(codeTable);
  const rows = [...codeTable.pictures.keys()].filter((row) => !heldOut.has(codeTable.pictures[row]!.concept));
  const { size } = codeTable;
  const codes = new Float32Array(rows.length * size);
  for (const [at, row] of rows.entries())
    codes.set(normalise(codeTable.codes.subarray(row * size), measures), at * size);
  const concepts = rows.map((row) => codeTable.pictures[row]!.concept);

  const family = contrast({ codes, size, concepts }, await readCorpus());
  const config = { size, text: true };
  const seed = readNumber('seed', values.seed, { least: 0, most: 2 ** 32 - 1 });
  const run = createRun({ family, config, seed });
  const bar = new SingleBar(
    { format: '{bar} {percentage}% | loss {loss} | {eta_formatted} left', stream: process.stderr },
    Presets.shades_classic,
  );
  const steps = readNumber('steps', values.steps, { least: 1, most: 1e8 });
  bar.start(steps, 0, { loss: '-' });
  await train(
    {
      ...{ family, config, dataset, threads, seed, batchSize: 192, learningRate: 3e-3 },
      device: await openDevice(choice, threads),
      until: { steps },
      onStep: ({ step, losses }) => bar.update(step, { loss: losses.loss!.toFixed(3) }),
    },
    run,
  );
  bar.stop();
  await writeFile(values.out, encodeTextEncoder(emaWeights(run)['text/table']!));
  process.stderr.write(`The text encoder is in ${values.out}.\n`);
}

await runScript(main);
