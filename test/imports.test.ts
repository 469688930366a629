import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

/** Where models are made, trained and sampled. */
const folders = ['models', 'src/images', 'src/sampling', 'src/studio', 'src/tensor', 'src/training'];

/** The file that an import stands for; nothing for a package. */
function target(imported: string, from: string): string | undefined {
  if (imported.startsWith('.')) return resolve(dirname(from), imported);
  const layer = Object.entries(manifest.imports).find(([name]) => imported.startsWith(name.slice(0, -1)));
  return layer && resolve(layer[1].slice(0, -1), imported.slice(layer[0].length - 1));
}

test('no two files import each other, types included', async () => {
  const imports = new Map<string, Set<string | undefined>>();
  for (const folder of folders) {
    for (const file of await readdir(folder, { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const path = resolve(join(folder, file));
      const text = await readFile(path, 'utf8');
      const found = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map((match) => target(match[1]!, path));
      imports.set(path, new Set(found));
    }
  }
  expect(imports.size).toBeGreaterThan(200);
  const pairs = [...imports].flatMap(([file, others]) =>
    [...others].flatMap((other) =>
      other && file < other && imports.get(other)?.has(file) ? [`${file} ${other}`] : [],
    ),
  );
  expect(pairs).toEqual([]);
});
