import type { Origin, PersonalArchive, Suggestion } from '#studio/api.ts';
import type { Attachment } from './attachments.ts';
import type { AnyCommand, ModalValues, Shortcut } from './command/command.ts';
import type { Host, NamedPicture } from './host.ts';
import type { Outcome, Reply } from './reply.ts';

/** The only way from a platform to the commands. Implemented by the router. */
export interface Chat {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  /** Entries for the menus of messages and people, by name. */
  readonly shortcuts: ReadonlyMap<string, Shortcut>;
  /** Runs what a person typed, such as `/mix 🦊 🍩 style:noto`. Never throws: errors are replies. */
  say(request: SayRequest): AsyncIterable<Reply>;
  /** Runs a command whose options a person filled in by the platform's own fields and pickers. Never throws. */
  run(request: RunRequest): AsyncIterable<Reply>;
  /** Answers a button. Never throws. */
  press(request: PressRequest): Promise<Outcome>;
  /** Answers a modal that was filled in. Never throws. */
  submit(request: SubmitRequest): Promise<Outcome>;
  /** Answers an entry of a message's menu. Never throws. */
  choose(request: ShortcutRequest): Promise<Outcome>;
  /**
   * Counts a reaction to a message with pictures, or takes it back; the same again changes nothing. Returns what to
   * edit on the message, nothing where the reaction means nothing. Never throws.
   */
  react(request: ReactRequest): Promise<Partial<Reply> | undefined>;
  /**
   * Whether this button's id or shortcut's name is answered with a modal. Discord takes one only as the very first
   * answer: such a press must not be acknowledged before.
   */
  opensModal(id: string): boolean;
  /** Completions for one option, at most 25. */
  complete(request: CompleteRequest): Promise<Suggestion[]>;
  /** A picture that was given to learn from, as a PNG, while it is there and this person may see it. Throws `not_found`. */
  lessonPicture(origin: Origin, id: string): Promise<Uint8Array>;
  /** A part of what is kept about a person, for them alone. Throws `not_found`. */
  archive(origin: Origin, part: number): Promise<PersonalArchive>;
  /** Which of these buttons this person has pressed. */
  pressed(origin: Origin, buttonIds: string[]): Promise<Set<string>>;
}

interface Request {
  origin: Origin;
  /** What the platform can do for the command; without it nothing beyond showing replies. */
  host?: Host;
  signal?: AbortSignal;
}

interface CommandRequest extends Request {
  /** They stand for options that take pictures, in order; fetched once the command is known to be allowed. */
  attachments?: Attachment[];
}

export interface SayRequest extends CommandRequest {
  text: string;
}

/** What a field or picker gives for an option: words, an id, a number, yes or no. */
export type PickedValue = string | number | boolean;

export interface RunRequest extends CommandRequest {
  /** Its name. */
  command: string;
  /** By option name. */
  values: Readonly<Record<string, PickedValue>>;
}

export interface PressRequest extends Request {
  buttonId: string;
}

export interface SubmitRequest extends Request {
  /** The modal's id. */
  id: string;
  /** By field. */
  values: ModalValues;
}

export interface ShortcutRequest extends Request {
  /** The shortcut's name. */
  name: string;
  /** Ids of Easel's pictures in the message, in the order shown. */
  pictures: string[];
  /** Other pictures in it, or that of the person whose menu was used; read only where the command needs them. */
  attachments: NamedPicture[];
}

export interface ReactRequest {
  origin: Origin;
  /** Ids of Easel's pictures in the message, in the order shown. */
  pictures: string[];
  /** The emoji itself, such as `👍`. */
  reaction: string;
  /** False where it was taken away. */
  added: boolean;
}

export interface CompleteRequest {
  origin: Origin;
  command: string;
  option: string;
  text: string;
}
