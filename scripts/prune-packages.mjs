// After an install: removes files of packages that Easel never opens, as npm has no other way to leave them out. What it
// needs of the same packages is listed in src/lib/installed.ts, and looked for at each start.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tensorflow = [
  'tfjs',
  'tfjs-core',
  'tfjs-layers',
  'tfjs-converter',
  'tfjs-data',
  'tfjs-backend-cpu',
  'tfjs-backend-webgl',
];

/**
 * A row: a package (`*` is each of them), what goes, as a pattern of paths inside the package, and why it is not needed.
 * The patterns of a package with native files keep those of this platform.
 */
export const unused = ({ platform, arch } = process) => [
  { of: '*', files: /\.([cm]?[jt]s|css)\.map$/, why: 'maps for debuggers' },
  {
    of: 'onnxruntime-node',
    files: new RegExp(`^bin/napi-v6/(?!${platform}/${arch}/)`),
    why: 'native files of other platforms',
  },
  ...['x64', 'arm64'].map((cpu) => ({
    of: `node-linux-${cpu}`,
    files: /^(include|share)\/|^CHANGELOG\.md$/,
    why: 'headers, manuals and the history of Node',
  })),
  ...tensorflow.map((name) => ({
    of: `@tensorflow/${name}`,
    files: /^(\.rollup\.cache|src)\/|^dist\/(?!.*\.node\.js$).*\.(js|html|tsbuildinfo)$/,
    why: 'builds for browsers, and sources',
  })),
  {
    of: '@prisma/client',
    files: /^runtime\/(query_compiler_(?!fast_bg\.postgresql\.(wasm-base64\.)?mjs$)|wasm-compiler-edge|index-browser)/,
    why: 'other databases and browsers',
  },
  { of: 'core-js', files: /^(?!package\.json$|LICENSE$)/, why: 'polyfills of old browsers' },
  { of: 'echarts', files: /^(dist|i18n|theme|extension|asset)\//, why: 'whole builds for browsers' },
  {
    of: 'nsfwjs',
    files: /^dist\/(browser|cjs)\/|^dist\/.*(inception_v3|mobilenet_v2_mid).*\.js$/,
    why: 'other networks',
  },
  {
    of: 'emojibase-data',
    files: /^(?!en\/)[a-z-]+\/((data|messages)\.json$|shortcodes\/)|^versions\//,
    why: 'what only English is read of',
  },
  {
    of: '@expo-google-fonts/inter',
    files: /\/(?!Inter_(500Medium|700Bold)\.ttf$)[^/]+\.ttf$/,
    why: 'other weights of the font',
  },
];

/** Removes what the table names below a folder `node_modules`. Returns the number of files and of bytes that went. */
export function prunePackages(folder, rows = unused()) {
  const everywhere = rows.filter(({ of }) => of === '*');
  let files = 0;
  let bytes = 0;
  for (const name of packagesIn(folder)) {
    const fitting = [...everywhere, ...rows.filter(({ of }) => of === name)];
    for (const entry of readdirSync(join(folder, name), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const inPackage = path.slice(join(folder, name).length + 1).replaceAll('\\', '/');
      if (!entry.isFile() || !fitting.some((row) => row.files.test(inPackage))) continue;
      bytes += statSync(path).size;
      files++;
      rmSync(path);
    }
  }
  return { files, bytes };
}

function packagesIn(folder) {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => {
    if (name.startsWith('.')) return [];
    return name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, bytes } = prunePackages(fileURLToPath(new URL('../node_modules', import.meta.url)));
  if (files > 0) console.log(`Removed ${files} files (${Math.round(bytes / 1e6)} MB) that Easel never opens.`);
}
