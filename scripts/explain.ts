import { AppError } from '#lib/errors.ts';
import { outageBehind } from '#lib/outages.ts';

/**
 * What a script says of what ended it: what a person can act on in its own words alone; with anything else, where it
 * came from, since a script has no log.
 */
export function explain(error: unknown): string {
  const { code, message, cause } = AppError.from(error);
  if (code !== 'internal') return message;
  const known = error instanceof AppError || outageBehind(error) ? `${message}\n` : '';
  return `${known}${cause instanceof Error ? (cause.stack ?? cause.message) : cause}`;
}

/** Runs a script, and ends the process with it: what made it fail is said on standard error. */
export async function runScript(main: () => Promise<unknown>): Promise<never> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
  // What was printed may still be on its way into a pipe.
  for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve));
  process.exit();
}
