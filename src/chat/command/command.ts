import type { z } from 'zod';
import type { Caller, SuggestionKind } from '#studio/api.ts';
import type { Context } from '../context.ts';
import type { ChosenMessage } from '../pressing/shortcuts.ts';
import type { Outcome, Reply } from '../reply.ts';

/** One option of a command; `option.*` builds them. The schema turns what was typed into a value or a clear error. */
export interface Option<Value = unknown> {
  kind: 'text' | 'integer' | 'number' | 'choice' | 'ingredient';
  summary: string;
  required: boolean;
  schema: z.ZodType<Value>;
  /** Of a choice. */
  choices?: readonly string[];
  /** Inclusive bounds of a number. */
  min?: number;
  max?: number;
  /** Where completions come from. */
  suggest?: SuggestionKind;
  /** Takes all words that no other option took. */
  rest?: boolean;
  /** What a platform's own picker offers instead of typing: roles and groups, channels, people, or yes and no. */
  pick?: 'role' | 'channel' | 'person' | 'yes or no';
  /** Of further ingredients: so many at most. */
  most?: number;
  /** Of an ingredient: it is a picture, by its id or attached, never words. */
  picturesOnly?: boolean;
  /** Of an ingredient: it is an attached picture, and nothing else. */
  attachedOnly?: boolean;
}

export type Options = Record<string, Option>;

export type Values<Declared extends Options> = {
  [Name in keyof Declared]: Declared[Name] extends Option<infer Value> ? Value : never;
};

/** What answers buttons and modals whose ids begin with the action's name: one of `run` and `submit` at least. */
export interface Action {
  /** Answers a pressed button. */
  run?(ctx: Context, args: string[]): Outcome | Promise<Outcome>;
  /** Whether this person has pressed it, for platforms that show that. */
  pressed?(ctx: Context, buttons: string[][]): Promise<boolean[]>;
  /** It answers with a modal: platforms must not acknowledge such a button before they have the answer. */
  opensModal?: boolean;
  /** Answers what was filled in; `args` are those of the modal's id, `values` are by field, empty ones left out. */
  submit?(ctx: Context, args: string[], values: ModalValues): Outcome | Promise<Outcome>;
}

export type ModalValues = Readonly<Record<string, string | undefined>>;

/**
 * An entry in the menu of every message, there for pictures: the bot's, or anyone's attachments; or in that of every person,
 * whose profile picture is the only source then.
 */
export interface Shortcut {
  /** Whose menu it is in; a message's unless told. */
  on?: 'message' | 'person';
  /** At most 24 characters, Slack's limit. */
  label: string;
  opensModal?: boolean;
  run(ctx: Context, message: ChosenMessage): Outcome | Promise<Outcome>;
}

export interface Command<Declared extends Options = Options> {
  name: string;
  summary: string;
  /** How it is used, for /help and docs/commands.md. */
  examples: readonly string[];
  /** In the order in which bare words fill them. */
  options: Declared;
  /** Its answers are usually for the asker alone, for platforms that must say so before they have one. */
  private?: boolean;
  /** Only people who run the workspace may use it, and whom `allows` lets. */
  admin?: boolean;
  allows?(caller: Caller): boolean;
  run(ctx: Context, values: Values<Declared>): Reply | Promise<Reply> | AsyncIterable<Reply>;
  /** Buttons of this command's replies, by the first part of their id. */
  actions?: Record<string, Action>;
  /** Entries in the menu of every message, by a name that no other command's has. */
  shortcuts?: Record<string, Shortcut>;
}

// biome-ignore lint/suspicious/noExplicitAny: a registry holds commands of every option type
export type AnyCommand = Command<any>;

/** Declares a command; a file in `commands/` exports one as its default. */
export function command<Declared extends Options>(declaration: Command<Declared>): Command<Declared> {
  return declaration;
}
