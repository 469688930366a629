import type { AnyCommand } from '#chat/command/command.ts';
import { usage } from '#chat/command/usage.ts';
import { tableOfShortcuts } from '#chat/pressing/shortcuts.ts';
import { shorten } from './answering/text.ts';

/** The command that reaches all others: `/easel generate fox`. */
export const commonCommand = '/easel';
/** Where Slack sends events where it does so by HTTP. */
export const eventsPath = '/slack/events';
/** Where a workspace's admin adds Easel, and where Slack sends them back to. */
export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';

/** What Easel may do in a workspace, and what for. */
export const scopes: Readonly<Record<string, string>> = {
  'app_mentions:read': 'mentions, since threads have no slash commands',
  'channels:history': 'pictures that were shared in the thread of a mention',
  'chat:write': 'answers',
  commands: 'slash commands and the entries in the menu of a message',
  'emoji:read': "the workspace's own emoji, to be painted from",
  'files:read': 'pictures that people share to be mixed or restyled',
  'files:write': 'the pictures that it paints',
  'groups:history': 'the same in private channels that it was invited to',
  'im:history': 'the conversation with it',
  'reactions:read': 'reactions as votes',
  'usergroups:read': 'who may retrain, where that is a user group',
  'users:read': 'names, and who runs the workspace',
};

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
];

/** Commands that Slack has itself; ours of those names are reached by `/easel`. */
const ownOfSlack: ReadonlySet<string> = new Set(
  'apps archive away call collapse dm dnd expand feed help invite join kick leave me msg mute open people pro remind remove rename search shortcuts shrug star status topic unarchive who'.split(
    ' ',
  ),
);

export interface ManifestOptions {
  /** Where Slack reaches Easel by HTTPS; without it events come by Socket Mode. */
  publicUrl?: string;
}

/** The app as Slack's "Create from a manifest" takes it. */
export function manifestOf(commands: ReadonlyMap<string, AnyCommand>, { publicUrl }: ManifestOptions = {}): object {
  const address = (path: string) => (publicUrl ? new URL(path, publicUrl).href : undefined);
  const slashCommand = (command: string, description: string, hint: string) => ({
    command,
    description: shorten(description, 2000),
    ...(hint && { usage_hint: shorten(hint, 1000) }),
    should_escape: true,
    ...(publicUrl && { url: address(eventsPath) }),
  });
  const own = [...commands.values()].filter(({ name }) => !ownOfSlack.has(name));
  const requestUrl = publicUrl ? { request_url: address(eventsPath) } : {};
  return {
    display_information: {
      name: 'Easel',
      description: 'Paints small pictures in your chat and learns from your votes',
      background_color: '#33475b',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Easel', always_online: true },
      shortcuts: messageShortcuts(commands).map(([name, { shortcut, command }]) => ({
        name: shortcut.label,
        type: 'message',
        callback_id: name,
        description: shorten(command.summary, 150),
      })),
      slash_commands: [
        slashCommand(commonCommand, 'All of Easel in one command', 'generate fox'),
        ...own.map((command) => slashCommand(`/${command.name}`, command.summary, hintOf(command))),
      ],
    },
    oauth_config: {
      ...(publicUrl && { redirect_urls: [address(redirectPath)] }),
      scopes: { bot: Object.keys(scopes) },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: events },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: !publicUrl,
      token_rotation_enabled: false,
    },
  };
}

/** Slack has no menu of people. */
function messageShortcuts(commands: ReadonlyMap<string, AnyCommand>) {
  return [...tableOfShortcuts(commands.values())].filter(([, { shortcut }]) => shortcut.on !== 'person');
}

/** How a command's options are written, without its name. */
function hintOf(command: AnyCommand): string {
  return usage(command).replaceAll('`', '').replace(`/${command.name}`, '').trim();
}
