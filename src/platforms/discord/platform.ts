import { join } from 'node:path';
import { AppError } from '#lib/errors.ts';
import type { Platform } from '../platform.ts';
import { atHome } from './capabilities.ts';
import { type DiscordConfig, discordSettings } from './settings.ts';

export const discord: Platform<DiscordConfig> = {
  name: 'discord',
  title: 'Discord',
  capabilities: atHome,
  settings: discordSettings,
  secrets: ({ token }) => [token],
  isSet: ({ token }) => token !== undefined,

  async start({ token, apiUrl }, { chat, log, dataDir, inbox, postings }) {
    const { startDiscord } = await import('./discord.ts');
    const notebook = join(dataDir, 'discord.json');
    return startDiscord({ chat, log, token: needed(token), apiUrl, notebook, inbox, postings });
  },

  check: async (settings, chat) => (await import('./check.ts')).checkDiscord({ chat, ...settings }),

  registration: async (chat) => (await import('./registration.ts')).registrationOf(chat),

  async register({ token, apiUrl }, chat) {
    if (token === undefined) return 'set DISCORD_TOKEN to register the commands there (docs/discord.md says how).';
    const [{ registerWithDiscord, registrationOf }, { invitation }] = await Promise.all([
      import('./registration.ts'),
      import('./check.ts'),
    ]);
    const commands = registrationOf(chat);
    const application = await registerWithDiscord({ token, apiUrl, commands });
    return `it knows ${commands.length} commands and menu entries.\nTo add Easel to a server: ${invitation(application)}`;
  },
};

function needed(token: string | undefined): string {
  if (token !== undefined) return token;
  throw new AppError('bad_config', 'Set DISCORD_TOKEN (docs/discord.md says how).');
}
