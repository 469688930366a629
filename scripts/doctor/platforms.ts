import { fileURLToPath } from 'node:url';
import { loadCommands } from '#chat/load.ts';
import { shortcutsOf } from '#chat/shortcuts.ts';
import type { Config } from '#lib/config.ts';
import { checkDiscord } from '#platforms/discord/check.ts';
import { checkSlack } from '#platforms/slack/check.ts';
import { type Finding, failure } from './finding.ts';

/** Whether Discord and Slack accept the tokens, and allow what Easel needs there. */
export async function checkPlatforms({ discord, slack }: Config): Promise<Finding[]> {
  try {
    const commands = await loadCommands(fileURLToPath(new URL('../../commands', import.meta.url)));
    const chat = { commands, shortcuts: shortcutsOf(commands) };
    const [onDiscord, onSlack] = await Promise.all([checkDiscord({ chat, ...discord }), checkSlack(slack)]);
    const named = (name: string) => (finding: Omit<Finding, 'name'>) => ({ name, ...finding });
    return [...onDiscord.map(named('discord')), ...onSlack.map(named('slack'))];
  } catch (error) {
    return [failure('platforms', error)];
  }
}
