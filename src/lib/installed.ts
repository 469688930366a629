import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from './errors.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** A file that Easel opens, for every package that the install makes smaller (`scripts/prune-packages.mjs`). */
export const openedFiles = ({ platform, arch }: Machine = process): string[] => [
  `onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding.node`,
  ...['', '-core', '-layers', '-converter', '-data', '-backend-cpu', '-backend-webgl'].map(
    (part) => `@tensorflow/tfjs${part}/dist/tf${part}.node.js`,
  ),
  '@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs',
  '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs',
  'echarts/core.js',
  'echarts/lib/export/core.js',
  'nsfwjs/dist/esm/core.js',
  'nsfwjs/dist/esm/models/mobilenet_v2.js',
  'nsfwjs/dist/models/mobilenet_v2/model.min.js',
  'emojibase-data/en/data.json',
  'emojibase-data/en/shortcodes/iamcal.json',
  'emojibase-data/meta/groups.json',
  'emojibase-data/de/compact.json',
  '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
];

interface Machine {
  platform: string;
  arch: string;
}

/** The packages that Easel cannot run without, and that are not there, or not whole, or made for another machine. */
export function missingPackages(folder = projectFolder, machine: Machine = process): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const modules = join(folder, 'node_modules');
  const isMissing = (path: string) => !existsSync(join(modules, path));
  const absent = Object.keys(dependencies).filter((name) => isMissing(join(name, 'package.json')));
  const broken = openedFiles(machine)
    .filter(isMissing)
    .map((file) => /^(@[^/]+\/)?[^/]+/.exec(file)![0]);
  return [...new Set([...absent, ...broken])];
}

/** Throws an AppError with the packages that have to be installed again, if there are any. */
export function checkInstalled(folder?: string, machine: Machine = process): void {
  const missing = missingPackages(folder, machine);
  if (missing.length === 0) return;
  throw new AppError(
    'bad_config',
    `On this machine (${machine.platform} ${machine.arch}) these packages are missing or not whole: ` +
      `${missing.join(', ')}. Run "npm ci" in Easel's folder, on this machine.`,
  );
}
