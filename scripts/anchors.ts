import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { loadConfig } from '#lib/config.ts';
import { createRandom } from '#lib/random.ts';
import { anchorsFile } from '#models/anchors/model.ts';
import { openDevice } from '#tensor/device.ts';
import { disguise } from '#training/anchors/disguise.ts';
import { anchorLearner } from '#training/anchors/learner.ts';
import { type Anchored, loadAnchors } from '#training/anchors/network.ts';
import { drawAnchored, listFaced } from '#training/anchors/pictures.ts';
import { encodeSafetensors } from '#training/checkpoint/safetensors.ts';
import { assemble } from '#training/data/assemble.ts';
import { type IconLibrary, openLibraries } from '#training/data/compositions/library.ts';
import { emaWeights } from '#training/loop/run.ts';
import { drawFound, measureAnchors } from './anchors/measure.ts';
import { explain } from './explain.ts';
import { trainStage } from './train/stage.ts';

/** Pictures that are learnt from, and held-out ones that are measured, of all styles. */
const most = { training: 9000, heldOut: 480 };
const batchSize = 32;
const learningRate = 2e-3;

/**
 * Teaches the network that finds the head in somebody's picture, from compositions, writes it into models/anchors, and says
 * its error on held-out things, disguised likewise, beside that of a guess by the outline.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
  const { dataDir, device: choice, threads } = loadConfig();
  const device = await openDevice(choice, threads);
  const libraries = [...(await openLibraries(join(dataDir, 'cache'))).values()];
  const pictures = { training: await drawMany(libraries, 'training'), heldOut: await drawMany(libraries, 'heldOut') };
  const directory = join(dataDir, 'runs', 'anchors');
  const dataset = assemble({ name: 'anchors', size: 1, rendered: [], skipped: [], stages: [] });
  const { run } = await trainStage({
    ...{ name: 'anchors', learner: anchorLearner(pictures.training), config: undefined, dataset, device, threads },
    directory,
    settings: {
      ...{ family: 'anchors', config: undefined, data: 'compositions', datasetHash: '', seed: 1 },
      ...{ batchSize, learningRate },
    },
    resume: false,
    until: { minutes: Number(values.minutes) },
    saveEveryMs: 600_000,
    signal: new AbortController().signal,
    advice: '',
  });
  const weights = emaWeights(run);
  await writeFile(anchorsFile, encodeSafetensors(weights, {}, 'F16'));
  const network = await loadAnchors(weights, device);
  const random = createRandom(1);
  const seen = pictures.heldOut.map((one, i) => disguise(one, pictures.heldOut.at(i - 1)!.pixels, random));
  const found = await measureAnchors(network, seen);
  await writeFile(join(directory, 'sheet.png'), await drawFound(seen, found.anchors));
  process.stdout.write(`${JSON.stringify(found.errors, null, 2)}\n`);
}

async function drawMany(libraries: readonly IconLibrary[], kind: keyof typeof most): Promise<Anchored[]> {
  const bar = new SingleBar({ format: `${kind} {bar} {percentage}%`, stream: process.stderr }, Presets.shades_classic);
  bar.start(most[kind], 0);
  const pictures: Anchored[] = [];
  for (const [index, library] of libraries.entries()) {
    const faced = await listFaced(library, kind === 'heldOut');
    const share = Math.ceil(most[kind] / libraries.length);
    for (let number = 0; number < share; number++) {
      const drawn = await drawAnchored(library, faced, createRandom(index, number));
      if (drawn) pictures.push(drawn);
      bar.increment();
    }
  }
  bar.stop();
  return pictures;
}

main().catch((failure: unknown) => {
  process.stderr.write(`${explain(failure)}\n`);
  process.exit(1);
});
