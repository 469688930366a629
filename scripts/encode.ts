import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { readUpload } from '#images/decode.ts';
import { encodePng } from '#images/png.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { openCheckpoint } from '#studio/checkpoints.ts';
import { createPainter } from '#studio/painter.ts';
import { chooseStyle } from '#studio/recipes.ts';
import { findCheckpoint } from '#training/checkpoint.ts';
import { shippedModel } from '../src/easel.ts';

const picture = /\.(png|jpe?g|webp|gif|svg)$/i;

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
  const names = (await readdir(folder).catch(() => [])).filter((name) => picture.test(name)).toSorted();
  if (names.length === 0)
    throw new AppError('no_data', `There are no pictures (png, jpg, webp, gif, svg) in ${folder}.`);

  const { dataDir, device, threads } = loadConfig();
  const checkpoint = await openCheckpoint(await findCheckpoint(values.model, dataDir, shippedModel));
  const style = checkpoint.latent.oneHot(chooseStyle(values.style, checkpoint));
  const painter = createPainter({ device, threads, log: createLog('warn') });
  await mkdir(values.out, { recursive: true });
  let done = 0;
  for (const name of names) {
    try {
      const pixels = await readUpload(await readFile(join(folder, name)), { name, size: checkpoint.size });
      const [code] = await painter.encode(checkpoint.directory, [pixels]);
      const [decoded] = await painter.decode(checkpoint.directory, [{ code: code!, style }]);
      await writeFile(
        join(values.out, `${parse(name).name}.png`),
        await encodePng(decoded!, { size: checkpoint.size }),
      );
      done++;
    } catch (error) {
      process.stderr.write(`left out ${name}: ${AppError.from(error).message}\n`);
    }
  }
  await painter.close();
  process.stdout.write(`${done} of ${names.length} pictures encoded and decoded into ${values.out}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${AppError.from(error).message}\n`);
  process.exit(1);
});
