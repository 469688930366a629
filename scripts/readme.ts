import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { renderCommandTable } from '#chat/command/help.ts';
import { loadCommands } from '#chat/command/load.ts';

/** `npm run dev -- readme` writes the table in docs/commands.md anew, from the declarations in commands/. */
const path = fileURLToPath(new URL('../docs/commands.md', import.meta.url));
const commands = await loadCommands(fileURLToPath(new URL('../commands', import.meta.url)));
const page = await readFile(path, 'utf8');
const table = renderCommandTable(commands);
await writeFile(path, page.replace(/(<!-- commands[^>]*-->\n)[\s\S]*?(<!-- \/commands -->)/, `$1\n${table}\n\n$2`));
