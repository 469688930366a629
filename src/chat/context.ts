import type { Log } from '#lib/log.ts';
import type { Caller, Origin, Services, Upload } from '#studio/api.ts';
import type { AnyCommand } from './command.ts';

/** Everything a command may use. */
export interface Context extends Services {
  caller: Caller;
  origin: Origin;
  /** Pictures that came with the message, untrusted. */
  attachments: Upload[];
  /** Aborted when the person cancels or the platform goes away. */
  signal: AbortSignal;
  log: Log;
  /** All commands, by name, for /help. */
  commands: ReadonlyMap<string, AnyCommand>;
}
