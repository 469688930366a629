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

const defaultWords = 'Something went wrong on our side. It was logged; please try again.';
const outageWords: Record<Outage, string> = {
  database: "Easel's database cannot be reached just now. Please try again in a minute.",
  disk: "The disk of Easel's machine is full, so nothing new can be kept. Please tell whoever runs it.",
};

/** What Node's `parseArgs` throws of a command line that a person typed. */
const isMistypedOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

/**
 * An error that a person can act on. `message` is shown to them as it stands: it says what happened and what to do
 * next, and holds no secret and no path of the server.
 */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'AppError';
    this.code = code;
  }

  /** Anything thrown, as an AppError: what is not one already becomes `internal`, with what was thrown as its cause. */
  static from(error: unknown): AppError {
    if (error instanceof AppError) return error;
    if (isMistypedOption(error)) return new AppError('bad_option', error.message);
    const outage = outageBehind(error);
    return new AppError('internal', outage ? outageWords[outage] : defaultWords, error);
  }
}
