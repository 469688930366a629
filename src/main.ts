import { AppError } from '#lib/errors.ts';
import { checkInstalled } from '#lib/installed.ts';

// What is not installed is said in words before anything needs it: that is why the rest is imported only then.
try {
  checkInstalled();
  const { start } = await import('./start.ts');
  await start();
} catch (error) {
  const { message, cause } = AppError.from(error);
  process.stderr.write(`Easel cannot start: ${message}\n`);
  if (cause) process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
}
