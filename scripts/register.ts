import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCommands } from '#chat/command/load.ts';
import { shortcutsOf } from '#chat/pressing/shortcuts.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { platforms } from '../src/platforms.ts';
import { runScript } from './explain.ts';

/**
 * `npm run register` prints Slack's manifest and tells Discord of the commands. `--print` prints both as JSON and needs no
 * token; `--print discord` or `--print slack` that one alone. `--http` is for a Slack app whose events come to PUBLIC_URL.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { print: { type: 'boolean', default: false }, http: { type: 'boolean', default: false } },
  });
  const config = loadConfig(undefined, platforms);
  const publicUrl = values.http ? config.publicUrl : undefined;
  if (values.http && !publicUrl) {
    throw new AppError('bad_config', '--http needs PUBLIC_URL, the address that Slack reaches.');
  }
  const commands = await loadCommands(fileURLToPath(new URL('../commands', import.meta.url)));
  const chat = { commands, shortcuts: shortcutsOf(commands) };
  if (values.print) {
    const told = platforms.map(
      async ({ name, registration }) => [name, await registration?.(chat, publicUrl)] as const,
    );
    console.log(JSON.stringify(chosen(Object.fromEntries(await Promise.all(told)), positionals[0]), null, 2));
    return;
  }
  // Slack's manifest is long: what the others say stands below it, where nothing scrolls it away.
  for (const { name, title, register } of platforms.toReversed()) {
    const said = await register?.(config.platforms.get(name), chat, publicUrl);
    if (said) console.log(`${title}: ${said}\n`);
  }
}

/** All, or the one that was asked for. Throws `bad_option` where there is none of that name. */
function chosen(told: Readonly<Record<string, unknown>>, name: string | undefined): unknown {
  if (name === undefined) return told;
  if (told[name]) return told[name];
  const choices = Object.keys(told).map((known) => `--print ${known}`);
  throw new AppError(
    'bad_option',
    `Write ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(['--print', ...choices])}.`,
  );
}

await runScript(main);
