import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { renderCommandTable } from '#chat/help.ts';
import { loadCommands } from '#chat/load.ts';

const path = fileURLToPath(new URL('../README.md', import.meta.url));
const commands = await loadCommands(fileURLToPath(new URL('../commands', import.meta.url)));
const readme = await readFile(path, 'utf8');
const table = renderCommandTable(commands);
await writeFile(path, readme.replace(/(<!-- commands[^>]*-->\n)[\s\S]*?(<!-- \/commands -->)/, `$1\n${table}\n\n$2`));
