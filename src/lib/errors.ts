import { english, message, type Said } from './i18n.ts';
import { type Outage, outageBehind } from './outages.ts';

/** Stable codes of everything that can go wrong for a person; platforms and tests rely on them. */
export type ErrorCode =
  | 'unknown_command'
  | 'bad_option'
  | 'unknown_prompt'
  | 'unknown_emoji'
  | 'not_found'
  | 'no_permission'
  | 'rate_limited'
  | 'queue_full'
  | 'full'
  | 'cancelled'
  | 'busy'
  | 'bad_image'
  | 'too_large'
  | 'no_data'
  | 'locked'
  | 'bad_config'
  | 'bad_checkpoint'
  | 'device'
  | 'internal';

const outageMessages = { database: 'error.database', disk: 'error.disk' } as const satisfies Record<Outage, string>;

/** What Node's `parseArgs` throws of a command line that a person typed. */
const isMistypedOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

/**
 * An error that a person can act on: it says what happened and what to do next, and holds no secret and no path of the
 * server. `said` is put into their language where it is shown; logs have `message`, which is English. What only
 * operators meet is a plain text.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly said: Said;

  constructor(code: ErrorCode, said: Said, cause?: unknown) {
    super(english.of(said), { cause });
    this.name = 'AppError';
    this.code = code;
    this.said = said;
  }

  /** Anything thrown, as an AppError: what is not one already becomes `internal`, with what was thrown as its cause. */
  static from(error: unknown): AppError {
    if (error instanceof AppError) return error;
    if (isMistypedOption(error)) return new AppError('bad_option', error.message);
    const outage = outageBehind(error);
    return new AppError('internal', message(outage ? outageMessages[outage] : 'error.internal'), error);
  }
}
