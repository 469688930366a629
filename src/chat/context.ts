import type { Words } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Caller, Ingredient, Origin, Services } from '#studio/api.ts';
import type { AnyCommand } from './command/command.ts';
import type { Host } from './host.ts';

/** Everything a command may use. */
export interface Context extends Services {
  caller: Caller;
  origin: Origin;
  /** Says messages in the language of who asks. */
  words: Words;
  /** What the platform can do beyond showing replies. */
  host: Host;
  /** What a shortcut's source stands for. Throws `not_found`. */
  source(id: string): Promise<Ingredient>;
  /** Aborted when the person cancels or the platform goes away. */
  signal: AbortSignal;
  log: Log;
  /** All commands, by name, for /help. */
  commands: ReadonlyMap<string, AnyCommand>;
}
