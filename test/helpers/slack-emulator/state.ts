import type { types } from '@slack/bolt';

export type Block = types.KnownBlock;

export interface SlackMessage {
  ts: string;
  channel: string;
  text: string;
  blocks: Block[];
  /** The bot's user id, or the person's. */
  user: string;
  thread?: string;
  files: string[];
  /** The only person who sees it. */
  audience?: string;
  deleted?: boolean;
  edits: number;
  reactions: { name: string; user: string }[];
}

export interface SlackFile {
  id: string;
  team: string;
  name: string;
  mimetype: string;
  bytes: Uint8Array;
  /** How many more questions Slack answers with a file that it has not looked into. */
  processing: number;
  completed: boolean;
  /** What a message says of it in place of the truth. */
  address?: string;
  size?: number;
  /** Where its address leads in place of the file. */
  redirect?: string;
}

export interface SlackUser {
  id: string;
  team: string;
  name: string;
  admin: boolean;
  /** Another app. */
  bot: boolean;
  /** The address of a profile picture of their own. */
  avatar?: string;
}

export interface SlackChannel {
  id: string;
  team: string;
  /** The bot is in it. */
  joined: boolean;
  direct: boolean;
}

export interface SlackTeam {
  id: string;
  botToken: string;
  botUser: string;
  botId: string;
  scopes: Set<string>;
  revoked: boolean;
}

export interface Trigger {
  expiresAt: number;
  used: boolean;
}

export interface ResponseUrl {
  channel: string;
  user: string;
  team: string;
  thread?: string;
  /** The message that a button sits on. */
  original?: string;
  usesLeft: number;
  expiresAt: number;
}

export interface View {
  id: string;
  team: string;
  user: string;
  callback: string;
  metadata: string;
  blocks: Block[];
  title: string;
}

/** Everything that the emulated Slack remembers. */
export interface SlackState {
  teams: Map<string, SlackTeam>;
  users: Map<string, SlackUser>;
  channels: Map<string, SlackChannel>;
  messages: SlackMessage[];
  files: Map<string, SlackFile>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  modals: View[];
  /** Home tabs by person. */
  homes: Map<string, Block[]>;
  /** The workspace's own emoji: addresses by name, or `alias:` and another name. */
  emoji: Record<string, string>;
  /** What anybody may fetch, by name. */
  open: Map<string, Uint8Array>;
  groups: { id: string; users: string[] }[];
  /** How many questions Slack answers before it has looked into a new file. */
  looksFor: number;
  /** Where it listens. */
  origin: string;
  now(): number;
  /** A new id that begins with `letter`. */
  id(letter: string): string;
  ts(): string;
  /** Tells whoever waits that something changed. */
  changed(): void;
}

export function createState(changed: () => void): SlackState & { advance(milliseconds: number): void } {
  let count = 0;
  let ahead = 0;
  return {
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: [],
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    modals: [],
    homes: new Map(),
    emoji: {},
    open: new Map(),
    groups: [],
    looksFor: 2,
    origin: '',
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    id: (letter) => `${letter}${String(++count).padStart(9, '0')}`,
    ts: () => `1700000000.${String(++count).padStart(6, '0')}`,
    changed,
  };
}

/** What Slack would say about a file in an image block of this team. */
export function judgeFile(state: SlackState, team: string, id: string): string | undefined {
  const file = state.files.get(id);
  const shown = ['image/png', 'image/jpeg', 'image/gif'];
  if (file?.team !== team || !file.completed || file.processing > 0) return 'invalid slack file';
  return shown.includes(file.mimetype) ? undefined : 'unsupported slack file';
}

/** The message as Slack's methods and events hand it over. */
export function messagePayload(state: SlackState, message: SlackMessage): Record<string, unknown> {
  const team = state.channels.get(message.channel)?.team ?? '';
  const bot = state.teams.get(team);
  return {
    type: 'message',
    ts: message.ts,
    text: message.text,
    user: message.user,
    ...(message.user === bot?.botUser && { bot_id: bot.botId, app_id: 'A000000001' }),
    ...(message.thread && { thread_ts: message.thread }),
    ...(message.blocks.length && { blocks: message.blocks }),
    ...(message.files.length && { files: message.files.map((id) => filePayload(state, id)) }),
  };
}

export function filePayload(state: SlackState, id: string): Record<string, unknown> {
  const file = state.files.get(id);
  const ready = file && file.processing <= 0;
  return {
    id,
    name: file?.name,
    mimetype: ready ? file.mimetype : '',
    filetype: ready ? file.mimetype.split('/')[1] : '',
    size: file?.size ?? file?.bytes.byteLength,
    url_private: file?.address ?? `${state.origin}/files-pri/${id}`,
    url_private_download: file?.address ?? `${state.origin}/files-pri/${id}`,
    permalink: `${state.origin}/files/${id}`,
  };
}
