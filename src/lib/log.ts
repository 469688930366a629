import { type Logger, pino } from 'pino';

export type Log = Logger;

const secretPaths = ['token', 'secret', 'password', 'authorization', 'cookie', 'databaseUrl'];

/** A structured logger (JSON lines on standard error) that blanks fields named like secrets. */
export function createLog(level = 'info'): Log {
  const paths = [...secretPaths, ...secretPaths.map((path) => `*.${path}`)];
  return pino(
    { level, base: undefined, redact: { paths, censor: '[hidden]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}
