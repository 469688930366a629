import {
  type APIUser,
  PermissionFlagsBits,
  type RESTGetAPIApplicationCommandsResult,
  type RESTGetAPICurrentUserGuildsResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import type { PlatformFinding } from '../platform.ts';
import { Api, isPassing } from './api.ts';
import { explain } from './problems.ts';
import { registrationOf } from './registration.ts';

export interface CheckedDiscord {
  chat: Pick<Chat, 'commands' | 'shortcuts'>;
  token?: string;
  apiUrl?: string;
}

/** What Easel asks for in a server, by the names that Discord shows. */
const permissions = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Create Expressions': PermissionFlagsBits.CreateGuildExpressions,
};
const shownServers = 3;
/** Who looks waits for the answer. */
const patienceMs = 5000;

/**
 * Looks at a bot as Discord knows it: whether its token is valid, its commands are registered and each server lets it do
 * what it needs. Easel needs no privileged intent, so there is none to look for.
 */
export async function checkDiscord({ chat, token, apiUrl }: CheckedDiscord): Promise<PlatformFinding[]> {
  if (!token) return [{ state: 'ok', found: 'not set up; set DISCORD_TOKEN to be there' }];
  const api = new Api({ token, apiUrl, patienceMs });
  try {
    const [bot, application, guilds] = await Promise.all([
      api.get(Routes.user()) as Promise<APIUser>,
      api.get(Routes.currentApplication()) as Promise<RESTGetCurrentApplicationResult>,
      api.get(Routes.userGuilds()) as Promise<RESTGetAPICurrentUserGuildsResult>,
    ]);
    const known = (await api.get(Routes.applicationCommands(application.id))) as RESTGetAPIApplicationCommandsResult;
    return [
      guilds.length
        ? {
            state: 'ok',
            found: `${bot.username}, in ${guilds.length === 1 ? 'one server' : `${guilds.length} servers`}`,
          }
        : { state: 'warn', found: `${bot.username}, in no server`, advice: `Add it: ${invitation(application.id)}` },
      checkCommands(
        chat,
        known.map(({ name }) => name),
      ),
      ...checkServers(guilds),
    ];
  } catch (error) {
    const found = isPassing(error) ? 'Discord does not answer' : 'the token does not work';
    return [{ state: 'fail', found, advice: explain(error).message }];
  }
}

/** The link by which an admin adds the bot to a server, with the permissions that it needs and no others. */
export function invitation(application: string): string {
  const sum = Object.values(permissions).reduce((all, permission) => all | permission);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${sum}`;
}

function checkCommands(chat: CheckedDiscord['chat'], known: string[]): PlatformFinding {
  const missing = registrationOf(chat).filter(({ name }) => !known.includes(name));
  if (!missing.length) return { state: 'ok', found: `${known.length} commands are registered` };
  const found = `${missing.length} commands are not registered, such as ${missing[0]?.name}`;
  return { state: 'warn', found, advice: 'Run npm run register, or start Easel.' };
}

function checkServers(guilds: RESTGetAPICurrentUserGuildsResult): PlatformFinding[] {
  return Object.entries(permissions).flatMap(([name, permission]): PlatformFinding[] => {
    const needed = permission | PermissionFlagsBits.Administrator;
    const lacking = guilds.filter((guild) => (BigInt(guild.permissions) & needed) === 0n).map((guild) => guild.name);
    if (!lacking.length) return [];
    const shown = lacking.slice(0, shownServers).join(', ');
    const more = lacking.length > shownServers ? ` and ${lacking.length - shownServers} more` : '';
    return [{ state: 'warn', found: `no ${name} in ${shown}${more}`, advice: `Give Easel’s role ${name} there.` }];
  });
}
