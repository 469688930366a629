import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importRules } from './layers/layers.ts';

/** `npm run dev -- layers` writes the rules for imports in biome.json, from the table in layers/layers.ts. */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = fileURLToPath(new URL('../biome.json', import.meta.url));
const settings = JSON.parse(await readFile(file, 'utf8'));
await writeFile(file, JSON.stringify({ ...settings, overrides: importRules(root) }, null, 2));
const { status } = spawnSync('npx', ['biome', 'format', '--write', file], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
