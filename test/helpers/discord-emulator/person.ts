import type { Gateway } from './gateway.ts';
import { viewMessage } from './messages.ts';
import { permissions } from './routes.ts';
import type {
  EmulatedChannel,
  EmulatedComponent,
  EmulatedInteraction,
  EmulatedMessage,
  EmulatedUser,
  World,
} from './world.ts';

export interface File {
  name: string;
  bytes: Uint8Array;
  /** Where Discord says that it lies; on the emulator's own CDN unless told. */
  url?: string;
}

export type OptionValue = string | number | File | boolean;

/** A person on the emulated Discord. What they do reaches the bot through the gateway. */
export interface EmulatedPerson {
  readonly user: EmulatedUser;
  /** Uses a registered slash command. Throws where the command or an option is not registered. */
  commands(channel: EmulatedChannel, name: string, options?: Record<string, OptionValue>): EmulatedInteraction;
  /** What Discord offers for an option while it is typed. */
  completes(channel: EmulatedChannel, name: string, option: string, text: string): Promise<string[]>;
  /** Presses the button of this label or id. Throws where the message has none. */
  presses(message: EmulatedMessage, button: string): EmulatedInteraction;
  /** Chooses the entry of this label in a menu. */
  chooses(message: EmulatedMessage, entry: string): EmulatedInteraction;
  /** Uses an entry of a message's own menu. */
  picks(label: string, message: EmulatedMessage): EmulatedInteraction;
  /** Fills in the window that an interaction opened and sends it off. */
  submits(opened: EmulatedInteraction, values: Record<string, string>): EmulatedInteraction;
  /** Uses an entry of a person's own menu. */
  picksPerson(channel: EmulatedChannel, label: string, whom: EmulatedUser): EmulatedInteraction;
  reacts(message: EmulatedMessage, emoji: string): void;
  unreacts(message: EmulatedMessage, emoji: string): void;
}

export interface PersonOptions {
  /** Holds Manage Server. */
  manager?: boolean;
  /** May add emoji. */
  mayAddEmoji?: boolean;
  roles?: string[];
  /** Installed the bot for themselves, and uses it where it is no member. */
  userInstall?: boolean;
  /** The hash of a profile picture of their own. */
  avatar?: string;
}

export interface PersonParts extends PersonOptions {
  world: World;
  gateway: Gateway;
  name: string;
  upload: (file: File, channel: EmulatedChannel) => { id: string; url: string };
}

interface RegisteredOption {
  name: string;
  type: number;
  autocomplete?: boolean;
}

const types = { command: 2, component: 3, autocomplete: 4, modal: 5 };
const attachmentOption = 11;
const booleanOption = 5;

export function createPerson(parts: PersonParts): EmulatedPerson {
  const { world, gateway, name, upload, roles = [], userInstall = false } = parts;
  const user: EmulatedUser = { id: world.time.snowflake(), username: name, global_name: name, avatar: parts.avatar };
  world.users.set(user.id, user);
  const may =
    permissions.viewChannel |
    permissions.sendMessages |
    (parts.manager ? permissions.manageGuild : 0n) |
    (parts.mayAddEmoji ? permissions.createExpressions : 0n);
  const member = { user, roles, permissions: String(may), joined_at: '2026-01-01T00:00:00Z', deaf: false, mute: false };

  const begin = (channel: EmulatedChannel, type: number, data: unknown, source?: EmulatedMessage) => {
    const id = world.time.snowflake();
    const token = `${Buffer.from(`interaction:${id}`).toString('base64url')}${'x'.repeat(60)}`;
    const interaction: EmulatedInteraction = {
      id,
      token,
      type,
      channel,
      user,
      at: world.time.now(),
      sentAt: performance.now(),
      source,
      followups: [],
    };
    world.interactions.set(id, interaction);
    world.tokens.set(token, interaction);
    const { guild } = channel;
    gateway.dispatch('INTERACTION_CREATE', {
      id,
      token,
      type,
      data,
      version: 1,
      application_id: world.application.id,
      channel_id: channel.id,
      channel: { id: channel.id, type: { guild: 0, thread: 11, 'bot-dm': 1, 'group-dm': 3 }[channel.kind] },
      ...(guild ? { guild_id: guild.id, member } : { user }),
      app_permissions: String(guild?.botPermissions ?? permissions.viewChannel | permissions.sendMessages),
      authorizing_integration_owners: isMember(channel) ? { 0: guild?.id ?? '0' } : { 1: user.id },
      context: guild ? 0 : channel.kind === 'bot-dm' ? 1 : 2,
      locale: 'en-GB',
      entitlements: [],
      attachment_size_limit: 10_485_760,
      ...(source && { message: viewMessage(source) }),
    });
    return interaction;
  };

  const isMember = ({ kind, guild }: EmulatedChannel) =>
    !userInstall && kind !== 'group-dm' && (!guild || guild.botPermissions !== undefined);
  const registered = (commandName: string, type: number) => {
    const found = world.commands.find((command) => command.name === commandName && (command.type ?? 1) === type);
    if (!found) throw new Error(`Discord knows no command ${commandName}`);
    return found as { id: string; name: string; options?: RegisteredOption[] };
  };
  const optionOf = ({ name: command, options = [] }: ReturnType<typeof registered>, optionName: string) => {
    const option = options.find((candidate) => candidate.name === optionName);
    if (!option) throw new Error(`/${command} has no option ${optionName} on Discord`);
    return option;
  };
  const channelOf = ({ channel_id }: EmulatedMessage) => world.channels.get(channel_id)!;
  const componentsOf = (message: EmulatedMessage) => message.components.flatMap(({ components = [] }) => components);

  return {
    user,
    commands(channel, commandName, values = {}) {
      const command = registered(commandName, 1);
      const attachments: Record<string, unknown> = {};
      const options = Object.entries(values).map(([optionName, value]) => {
        const { type } = optionOf(command, optionName);
        if ((typeof value === 'boolean') !== (type === booleanOption))
          throw new Error(`${optionName} takes another value`);
        if (typeof value !== 'object') return { name: optionName, type, value };
        if (type !== attachmentOption) throw new Error(`${optionName} takes no file`);
        const { id, url } = upload(value, channel);
        attachments[id] = { id, url, filename: value.name, size: value.bytes.length, content_type: 'image/png' };
        return { name: optionName, type, value: id };
      });
      const data = { id: command.id, name: commandName, type: 1, options, resolved: { attachments } };
      return begin(channel, types.command, data);
    },
    async completes(channel, commandName, optionName, text) {
      const command = registered(commandName, 1);
      const { type, autocomplete } = optionOf(command, optionName);
      if (!autocomplete) throw new Error(`${optionName} is not completed`);
      const options = [{ name: optionName, type, value: text, focused: true }];
      const asked = begin(channel, types.autocomplete, { id: command.id, name: commandName, type: 1, options });
      const { data } = await world.until(`completions of ${text}`, () => asked.callback);
      const { choices } = data as { choices: { name: string }[] };
      return choices.map((choice) => choice.name);
    },
    presses(message, wanted) {
      const buttons = componentsOf(message).filter(({ type }) => type === 2);
      const button = buttons.find(({ label, custom_id }) => label === wanted || custom_id === wanted);
      if (!button)
        throw new Error(`no button ${wanted} among ${buttons.map(({ label }) => label).join(', ') || 'none'}`);
      const data = { custom_id: button.custom_id, component_type: 2, id: 1 };
      return begin(channelOf(message), types.component, data, message);
    },
    chooses(message, entry) {
      const menus = componentsOf(message).filter(({ type }) => type === 3);
      for (const { custom_id, options = [] } of menus) {
        const chosen = options.find(({ label }) => label === entry);
        if (!chosen) continue;
        const data = { custom_id, component_type: 3, values: [chosen.value], id: 1 };
        return begin(channelOf(message), types.component, data, message);
      }
      throw new Error(`no entry ${entry} in ${menus.length} menus`);
    },
    picks(label, message) {
      const command = registered(label, 3);
      const messages = { [message.id]: viewMessage(message) };
      const data = { id: command.id, name: label, type: 3, target_id: message.id, resolved: { messages } };
      return begin(channelOf(message), types.command, data);
    },
    picksPerson(channel, label, whom) {
      const command = registered(label, 2);
      const data = {
        id: command.id,
        name: label,
        type: 2,
        target_id: whom.id,
        resolved: { users: { [whom.id]: whom } },
      };
      return begin(channel, types.command, data);
    },
    submits(opened, values) {
      const window = opened.callback?.data as { custom_id: string; components: EmulatedComponent[] } | undefined;
      if (opened.callback?.type !== 9 || !window) throw new Error('no window was opened');
      const components = window.components.map(({ type, component }) => {
        const { custom_id = '', type: kind } = component ?? { type: 0 };
        const value = values[custom_id] ?? component?.value ?? '';
        const filled = kind === 3 ? { values: value ? [value] : [] } : { value };
        return { type, component: { type: kind, custom_id, ...filled } };
      });
      return begin(opened.channel, types.modal, { custom_id: window.custom_id, components }, opened.source);
    },
    reacts: (message, emoji) => react(message, emoji, true),
    unreacts: (message, emoji) => react(message, emoji, false),
  };

  function react(message: EmulatedMessage, emoji: string, added: boolean): void {
    const key = `${message.id} ${emoji}`;
    const people = world.reactions.get(key) ?? new Set();
    world.reactions.set(key, people);
    if (people.has(user.id) === added) throw new Error(`${name} ${added ? 'has' : 'has not'} reacted with ${emoji}`);
    if (added) people.add(user.id);
    else people.delete(user.id);
    const { guild } = channelOf(message);
    if (guild && guild.botPermissions === undefined) return;
    gateway.dispatch(added ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', {
      user_id: user.id,
      channel_id: message.channel_id,
      message_id: message.id,
      emoji: { id: null, name: emoji },
      type: 0,
      burst: false,
      ...(guild && { guild_id: guild.id }),
      ...(added && guild && { member }),
      ...(added && { message_author_id: message.author.id }),
    });
  }
}
