import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A folder, and the folders that it may import beside itself: "Who may import whom" in docs/architecture.md. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'src/lib': [],
  'src/tensor': ['lib'],
  'src/images': ['lib'],
  'src/db': ['lib'],
  'src/training': ['lib', 'tensor', 'images'],
  models: ['lib', 'tensor', 'training'],
  'src/sampling': ['lib', 'tensor', 'images', 'training', 'models'],
  'src/studio': ['lib', 'tensor', 'images', 'training', 'sampling', 'db'],
  'src/chat': ['lib', 'studio/api.ts'],
  commands: ['lib', 'chat', 'studio/api.ts'],
  'src/platforms': ['lib', 'chat', 'studio/api.ts', 'platforms/shared', 'platforms/platform.ts'],
};

/** Folders whose files do not know each other: a command no command, a platform no platform. */
const apart = ['commands', 'platforms'];

const nameOf = (folder: string) => folder.replace('src/', '');
const names = Object.keys(layers).map(nameOf).toSorted();
const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** What biome.json says of imports, made from the table; `root` is the folder of the repository. */
export function importRules(root: string): object[] {
  return Object.entries(layers).map(([folder, allowed]) => {
    const within = foldersIn(join(root, folder));
    const own = nameOf(folder);
    const refused = names.filter((name) => !allowed.includes(name) && (name !== own || apart.includes(name)));
    const exceptions = allowed.filter((name) => name.includes('/'));
    const siblings = own === 'platforms' ? within : [];
    const around = names.filter((name) => !within.includes(name));
    const patterns = [
      {
        group: [
          ...refused.map((name) => `#${name}/**`),
          ...exceptions.map((name) => (name.endsWith('.ts') ? `!#${name}` : `!#${name}/**`)),
        ],
        message: 'This layer may not import that one; see "Who may import whom" in docs/architecture.md.',
      },
      {
        group: [...[...around, ...siblings].map((name) => `../${name}/**`), '../../**'],
        message: 'Import across folders by its # name, so that the layer shows.',
      },
      {
        group: ['**/main.ts', '**/start.ts', '**/easel.ts', '**/scripts/**', '**/test/**'],
        message: 'Nobody imports the composition root, scripts or tests.',
      },
    ];
    const style = { noRestrictedImports: { level: 'error', options: { patterns } } };
    return { includes: [`${folder}/**`], linter: { rules: { style } } };
  });
}
