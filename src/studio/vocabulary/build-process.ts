import { writeFile } from 'node:fs/promises';
import { buildLexicon } from './build.ts';

await writeFile(process.argv[2]!, new Uint8Array(await buildLexicon()));
