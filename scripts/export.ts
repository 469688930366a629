import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { type ExportOptions, exportOnnx } from '#sampling/export.ts';
import { networks } from '#sampling/programs.ts';
import { shippedName, shortName } from '#studio/checkpoints/checkpoints.ts';
import { findCheckpoint, readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { shippedModels } from '../src/easel.ts';
import { runScript } from './explain.ts';

const shippedLicence =
  'MIT. Copyright (c) 2026 The Easel authors. Trained on pictures of Noto Emoji (Apache-2.0), Fluent Emoji (MIT), ' +
  'Twemoji and EmojiOne 2 (CC-BY-4.0).';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: shippedName },
      part: { type: 'string', default: 'decoder' },
      licence: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { model: name, part } = values;
  if (!isPart(part)) {
    throw new AppError('bad_option', `--part is one of ${Object.keys(networks).join(', ')}; "${part}" is not.`);
  }
  const folder = await findCheckpoint(name, loadConfig().dataDir, shippedModels);
  const licence = values.licence ?? (Object.values(shippedModels).includes(folder) ? shippedLicence : undefined);
  const checkpoint = await readCheckpoint(folder);
  const { info } = checkpoint;
  const file = values.out ?? join('out', `${name}-${part}.onnx`);
  const bytes = exportOnnx(checkpoint, { part, name, licence });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  const size = (bytes.length / 2 ** 20).toFixed(1);
  process.stdout.write(`${file}: the ${part} of ${name} (checkpoint ${shortName(info.id)}), ${size} MiB\n`);
}

const isPart = (part: string): part is ExportOptions['part'] => Object.hasOwn(networks, part);

await runScript(main);
