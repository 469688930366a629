import { type Logger, pino } from 'pino';

export type Log = Logger;

const secretPaths = ['token', 'secret', 'password', 'authorization', 'cookie', 'databaseUrl'];
const hidden = '[hidden]';

/**
 * A structured logger (JSON lines on standard error). It blanks fields named like secrets, and the `secrets` themselves
 * wherever they turn up, be it in the middle of an error's message.
 */
export function createLog(
  level = 'info',
  secrets: readonly string[] = [],
  out: { write(line: string): void } = pino.destination({ dest: 2, sync: true }),
): Log {
  const paths = [...secretPaths, ...secretPaths.map((path) => `*.${path}`)];
  const written = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const hide = (line: string) => written.reduce((text, secret) => text.replaceAll(secret, hidden), line);
  return pino(
    { level, base: undefined, redact: { paths, censor: hidden } },
    { write: (line: string) => out.write(hide(line)) },
  );
}
