import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodePng } from '#images/png.ts';
import { loadConfig } from '#lib/config.ts';
import { createLog } from '#lib/log.ts';
import { openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createPainter } from '#studio/painting/painter.ts';
import { planScenes } from '#studio/planning/free-samples.ts';
import { imagineCodes } from '#studio/planning/plans.ts';
import { planPrompt } from '#studio/planning/recipes.ts';
import { findCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { shippedModels } from '../src/easel.ts';
import { runScript } from './explain.ts';
import { readNumber } from './numbers.ts';
import { openPrompting } from './prompting.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'easel' },
      count: { type: 'string', default: '64' },
      seed: { type: 'string', default: '1' },
      spread: { type: 'string', default: '1' },
      style: { type: 'string' },
      prompt: { type: 'string' },
      out: { type: 'string', default: 'out' },
    },
  });
  const count = readNumber('count', values.count, { least: 1, most: 100_000 });
  const seed = readNumber('seed', values.seed, { least: 0, most: 2 ** 32 - 1 });
  const { dataDir, device, threads } = loadConfig();
  const checkpoint = await openCheckpoint(await findCheckpoint(values.model, dataDir, shippedModels));
  const job = { kind: 'generate', style: values.style, count, seed, spread: Number(values.spread) } as const;
  const prompting = await openPrompting(checkpoint, join(dataDir, 'cache'));
  const planned = await (values.prompt ? planPrompt(job, values.prompt, prompting) : planScenes(job, prompting));

  const painter = createPainter({ device, threads, log: createLog('warn') });
  const recipe = { ...planned, plans: await imagineCodes(planned.plans, checkpoint, painter) };
  const style = checkpoint.latent.oneHot(recipe.style);
  const pictures = await painter.decode(
    checkpoint.directory,
    recipe.plans.map(({ code }) => ({ code, style })),
  );
  await mkdir(values.out, { recursive: true });
  const files = pictures.map((_, index) => `${String(index).padStart(4, '0')}.png`);
  for (const [index, pixels] of pictures.entries()) {
    await writeFile(join(values.out, files[index]!), await encodePng(pixels, { size: checkpoint.size }));
  }
  await painter.close();
  const samples = files.map((file, index) => ({ file, alt: recipe.plans[index]!.alt }));
  const facts = {
    model: checkpoint.id,
    seed,
    style: recipe.style,
    prompt: values.prompt,
    subject: recipe.subject,
    samples,
  };
  await writeFile(join(values.out, 'samples.json'), `${JSON.stringify(facts, null, 2)}\n`);
  process.stdout.write(
    `${count} pictures in ${values.out}, model ${checkpoint.name}, style ${recipe.style}, seed ${seed}\n`,
  );
}

await runScript(main);
