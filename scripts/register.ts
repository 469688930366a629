import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCommands } from '#chat/load.ts';
import { shortcutsOf } from '#chat/shortcuts.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { invitation } from '#platforms/discord/check.ts';
import { registerWithDiscord, registrationOf } from '#platforms/discord/registration.ts';
import { manifestOf } from '#platforms/slack/manifest.ts';

/**
 * `npm run register` prints Slack's manifest and tells Discord of the commands. `--print` prints both as JSON and needs no
 * token; `--print discord` or `--print slack` that one alone. `--http` is for a Slack app whose events come to PUBLIC_URL.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { print: { type: 'boolean', default: false }, http: { type: 'boolean', default: false } },
});

try {
  const config = loadConfig();
  const publicUrl = values.http ? config.publicUrl : undefined;
  if (values.http && !publicUrl)
    throw new AppError('bad_config', '--http needs PUBLIC_URL, the address that Slack reaches.');
  const commands = await loadCommands(fileURLToPath(new URL('../commands', import.meta.url)));
  const shortcuts = shortcutsOf(commands);
  const told = { discord: registrationOf({ commands, shortcuts }), slack: manifestOf(commands, { publicUrl }) };
  if (values.print) print(chosen(told, positionals[0]));
  else {
    console.log('Slack: at https://api.slack.com/apps choose Create New App, From a manifest, and paste this:\n');
    print(told.slack);
    // What a Discord admin needs stands last, where nothing scrolls it away.
    const { token, apiUrl } = config.discord;
    if (token) {
      const application = await registerWithDiscord({ token, apiUrl, commands: told.discord });
      console.log(`\nDiscord knows ${told.discord.length} commands and menu entries.`);
      console.log(`To add Easel to a server: ${invitation(application)}`);
    } else console.log('\nDiscord: set DISCORD_TOKEN to register the commands there (docs/discord.md says how).');
  }
} catch (error) {
  console.error(AppError.from(error).message);
  process.exit(1);
}

/** Throws `bad_option` for a platform that is neither. */
function chosen(told: { discord: object; slack: object }, platform: string | undefined): object {
  if (platform === undefined) return told;
  if (platform === 'discord' || platform === 'slack') return told[platform];
  throw new AppError('bad_option', 'Write --print, --print discord or --print slack.');
}

function print(value: object): void {
  console.log(JSON.stringify(value, null, 2));
}
