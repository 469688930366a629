import type { Origin, Upload } from '#studio/api.ts';
import type { AnyCommand } from './command.ts';
import type { Outcome, Reply } from './reply.ts';

/** The one door through which platforms reach the commands. Implemented by the router. */
export interface Chat {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  /** Runs what a person typed, such as `/mix 🦊 🍩 style:noto`. Never throws: errors are replies. */
  say(request: SayRequest): AsyncIterable<Reply>;
  /** Answers a button. Never throws. */
  press(request: PressRequest): Promise<Outcome>;
  /** Completions for one option, at most 25. */
  complete(request: CompleteRequest): Promise<string[]>;
  /** Which of these buttons this person has pressed. */
  pressed(origin: Origin, buttonIds: string[]): Promise<Set<string>>;
}

export interface SayRequest {
  origin: Origin;
  text: string;
  attachments?: Upload[];
  signal?: AbortSignal;
}

export interface PressRequest {
  origin: Origin;
  buttonId: string;
  signal?: AbortSignal;
}

export interface CompleteRequest {
  origin: Origin;
  command: string;
  option: string;
  text: string;
}
