import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { readPicture } from '#images/decode.ts';
import { isReadable, whyUnreadable } from '#images/endings.ts';
import { framePicture, unframePicture } from '#images/frame.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createPainter } from '#studio/painting/painter.ts';
import { chooseStyle } from '#studio/planning/styles.ts';
import { findCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { shippedModels } from '../src/easel.ts';
import { nameResults, refuseOwnFolder } from './encode/results.ts';
import { explain, runScript } from './explain.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'easel' },
      in: { type: 'string' },
      out: { type: 'string', default: 'out' },
      style: { type: 'string' },
    },
  });
  const folder = values.in;
  if (!folder) throw new AppError('bad_option', 'Name a folder of pictures with --in DIR.');
  const files = (await readdir(folder).catch(() => [])).toSorted();
  for (const name of files) if (whyUnreadable(name)) tellLeftOut(name, whyUnreadable(name)!);
  const names = files.filter(isReadable);
  if (names.length === 0)
    throw new AppError('no_data', `There are no pictures (png, jpg, webp, gif, svg) in ${folder}.`);
  await mkdir(values.out, { recursive: true });
  await refuseOwnFolder(folder, values.out);

  const { dataDir, device, threads } = loadConfig();
  const checkpoint = await openCheckpoint(await findCheckpoint(values.model, dataDir, shippedModels));
  const styles = values.style ? [chooseStyle(values.style, checkpoint)] : checkpoint.latent.styles;
  const painter = createPainter({ device, threads, log: createLog('warn') });
  let done = 0;
  for (const [name, result] of nameResults(names)) {
    try {
      const original = await readPicture(await readFile(join(folder, name)), name);
      const pixels = await framePicture(original, checkpoint.size);
      if (!pixels) throw new AppError('bad_image', 'nothing in it is visible');
      const [code] = await painter.encode(checkpoint.directory, [pixels]);
      const sketches = styles.map((style) => ({ code: code!, style: checkpoint.latent.oneHot(style) }));
      const decoded = closest(await painter.decode(checkpoint.directory, sketches), pixels);
      const { width, height } = original;
      const rgba = await unframePicture(decoded, checkpoint.size, original);
      const file = join(values.out, result);
      await sharp(rgba, { raw: { width, height, channels: 4 } })
        .png()
        .toFile(file);
      done++;
    } catch (error) {
      tellLeftOut(name, explain(error));
    }
  }
  await painter.close();
  process.stdout.write(`${done} of ${names.length} pictures encoded and decoded into ${values.out}\n`);
}

const tellLeftOut = (name: string, reason: string) => process.stderr.write(`left out ${name}: ${reason}\n`);

/** A picture's own style is not known: the one in which it comes back most like itself is taken. */
function closest(candidates: Uint8Array[], pixels: Uint8Array): Uint8Array {
  const difference = (candidate: Uint8Array) =>
    candidate.reduce((sum, value, i) => sum + Math.abs(value - pixels[i]!), 0);
  return candidates.reduce((best, candidate) => (difference(candidate) < difference(best) ? candidate : best));
}

await runScript(main);
