import type { Chat } from '#chat/chat.ts';
import type { Capabilities } from '#chat/host.ts';
import type { Inbox } from '#chat/inbox.ts';
import type { Reply } from '#chat/reply.ts';
import type { PlatformSettings } from '#lib/config.ts';
import type { Log } from '#lib/log.ts';
import type { Postings, ShownRemoval } from '#platforms/shared/postings.ts';

/** The commands and menu entries that a platform is told of. */
export type Described = Pick<Chat, 'commands' | 'shortcuts'>;

/**
 * A chat platform, as everything outside of its folder knows it; `src/platforms.ts` lists them. Its library is loaded by
 * the functions that need it, so that a platform which is not set up costs nothing.
 */
export interface Platform<Settings = unknown> extends PlatformSettings<Settings> {
  /** As people know it. */
  title: string;
  /** What it can do for a person who is at home there, at its best. */
  capabilities: Capabilities;
  /** Whether anything is set that has Easel be there; whether it is enough shows when it starts. */
  isSet(settings: Settings): boolean;
  /** Connects, and goes on until it is closed. Throws `bad_config` saying which setting is missing or refused. */
  start(settings: Settings, parts: PlatformParts): Promise<RunningPlatform>;
  /** Looks at the settings as the platform knows them, without changing anything there. Never throws. */
  check(settings: Settings, chat: Described): Promise<PlatformFinding[]>;
  /** What the platform is to be told of the commands, as data. `publicUrl`: where events come by HTTP. */
  registration?(chat: Described, publicUrl?: string): Promise<object>;
  /** Tells the platform, where it can be told. Returns how a line for whoever registers goes on after its title. Throws AppErrors. */
  register?(settings: Settings, chat: Described, publicUrl?: string): Promise<string>;
}

/** What every platform is given. */
export interface PlatformParts {
  chat: Chat;
  log: Log;
  /** Where it may keep files of its own, named after it. */
  dataDir: string;
  /** Where it listens, if it does. */
  host: string;
  inbox: Inbox;
  postings: Postings;
  /** To be told of a workspace that has taken Easel away. */
  left(workspace: string): Promise<void>;
  /** Of workspaces that add Easel by themselves. */
  installations: InstallationTexts;
  /** Signs what a browser carries from one page to another. */
  stateSecret: string;
  /** Draws the pictures of a grid as one. */
  sheet: DrawSheet;
}

/** Where installations are kept, by workspace, as texts that hold tokens: they are to be encrypted. */
export interface InstallationTexts {
  save(workspace: string, text: string): Promise<void>;
  find(workspace: string): Promise<string | undefined>;
  remove(workspace: string): Promise<void>;
}

/** PNG files, each with its number, as one PNG. */
export type DrawSheet = (pictures: { number: number; png: Uint8Array }[]) => Promise<Uint8Array>;

/** A chat platform that runs. */
export interface RunningPlatform {
  /** Says something in a channel of its own accord. Throws AppErrors. */
  post?(workspace: string, channel: string, reply: Reply): Promise<void>;
  /** Whether it hears of what people do, now. */
  connected(): Promise<boolean>;
  /** Takes deleted pictures out of what shows them. Throws where that can be tried again later. */
  takeBack?(removal: ShownRemoval): Promise<void>;
  /** The platform's ids of the workspaces where Easel is a member; nothing where that cannot be known. */
  present?(): Promise<string[] | undefined>;
  /** Hears no more, and ends or interrupts what is under way. */
  close(): Promise<void>;
}

/** One thing that was looked at. */
export interface PlatformFinding {
  state: 'ok' | 'warn' | 'fail';
  found: string;
  /** What to do, where that is not fine. */
  advice?: string;
}
