import { createTime, type EmulatedTime } from './time.ts';

export interface EmulatedUser {
  id: string;
  username: string;
  global_name: string;
  avatar?: string | null;
  bot?: boolean;
  /** Takes no direct messages. */
  closed?: boolean;
}

export interface EmulatedAttachment {
  id: string;
  filename: string;
  description?: string;
  url: string;
  size: number;
  content_type: string;
  bytes: Uint8Array;
}

export interface EmulatedComponent {
  type: number;
  custom_id?: string;
  label?: string;
  placeholder?: string;
  components?: EmulatedComponent[];
  options?: { label: string; value: string; default?: boolean }[];
  component?: EmulatedComponent;
  value?: string;
}

export interface EmulatedMessage {
  id: string;
  channel_id: string;
  author: EmulatedUser;
  application_id?: string;
  content: string;
  embeds: { description?: string }[];
  attachments: EmulatedAttachment[];
  components: EmulatedComponent[];
  flags: number;
  /** Only this person sees it. */
  onlyFor?: string;
  /** Shows `is thinking…`. */
  loading: boolean;
  deleted: boolean;
  /** All contents that it ever had, oldest first. */
  history: string[];
  interaction_metadata?: { id: string; user: EmulatedUser };
  nonce?: string;
  sticker_items?: { id: string; name: string; format_type: number }[];
}

export interface EmulatedGuild {
  id: string;
  name: string;
  /** What the bot may do there, as Discord's bit set; nothing where it is not a member. */
  botPermissions?: bigint;
  /** Who is no member. */
  strangers: Set<string>;
  emojis: { id: string; name: string; bytes: Uint8Array }[];
  stickers: { id: string; name: string; description: string; tags: string; bytes: Uint8Array }[];
  emojiSlots: number;
  stickerSlots: number;
}

export interface EmulatedChannel {
  id: string;
  guild?: EmulatedGuild;
  /** A direct message, with the bot or among people. */
  kind: 'guild' | 'thread' | 'bot-dm' | 'group-dm';
  /** The person that the bot writes to, where it opened the conversation. */
  recipient?: string;
}

/** What was asked of Discord for one command, button, menu or window, and what became of it. */
export interface EmulatedInteraction {
  id: string;
  token: string;
  type: number;
  channel: EmulatedChannel;
  user: EmulatedUser;
  /** When Discord sent it. */
  at: number;
  source?: EmulatedMessage;
  /** The first answer, and after how many milliseconds of the machine's time it came. */
  callback?: { type: number; data?: Record<string, unknown>; afterMs: number };
  /** When Discord sent it by the machine's time, in milliseconds since the process began. */
  sentAt: number;
  original?: EmulatedMessage;
  followups: EmulatedMessage[];
}

/** Everything that the emulated Discord knows. */
export interface World {
  time: EmulatedTime;
  token: string;
  application: { id: string; name: string };
  bot: EmulatedUser;
  /** The token was revoked. */
  revoked: boolean;
  guilds: Map<string, EmulatedGuild>;
  channels: Map<string, EmulatedChannel>;
  users: Map<string, EmulatedUser>;
  messages: Map<string, EmulatedMessage>;
  interactions: Map<string, EmulatedInteraction>;
  /** Interactions by their tokens. */
  tokens: Map<string, EmulatedInteraction>;
  reactions: Map<string, Set<string>>;
  commands: Record<string, unknown>[];
  /** What is wrong with commands that are to be registered, in Discord's form. */
  refusesCommands?: Record<string, unknown>;
  applicationEmojis: { id: string; name: string; bytes: Uint8Array }[];
  changed(): void;
  /** Resolves with what `find` returns as soon as that is something. Rejects with `what` after a minute unless told. */
  until<T>(what: string, find: () => T | undefined | false, milliseconds?: number): Promise<T>;
}

const patienceMs = 60_000;

export function createWorld(time: EmulatedTime = createTime()): World {
  const watchers = new Set<() => void>();
  const applicationId = time.snowflake();
  const bot = { id: applicationId, username: 'easel', global_name: 'Easel', bot: true };
  return {
    time,
    token: `${Buffer.from(applicationId).toString('base64url')}.emulated.secret-of-the-tests`,
    application: { id: applicationId, name: 'Easel' },
    bot,
    revoked: false,
    guilds: new Map(),
    channels: new Map(),
    users: new Map([[bot.id, bot]]),
    messages: new Map(),
    interactions: new Map(),
    tokens: new Map(),
    reactions: new Map(),
    commands: [],
    applicationEmojis: [],
    changed() {
      for (const watcher of watchers) watcher();
    },
    until(what, find, milliseconds = patienceMs) {
      const { promise, resolve, reject } = Promise.withResolvers<NonNullable<ReturnType<typeof find>>>();
      const look = () => {
        const found = find();
        if (!found) return;
        end();
        resolve(found);
      };
      const end = () => {
        clearTimeout(timer);
        watchers.delete(look);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`waited in vain for ${what}`));
      }, milliseconds);
      watchers.add(look);
      look();
      return promise as Promise<never>;
    },
  };
}
