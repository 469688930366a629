import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Easel as people start it, in a process of its own. */
export interface EaselProcess {
  /** Where its playground is; a worker has none. */
  url: string;
  process: ChildProcess;
  /** Milliseconds from the start of the process until it was ready. */
  readyMs: number;
  /** Errors that it has logged. */
  errors(): string[];
  /** Asks it to stop (`SIGTERM`), or stops it dead (`SIGKILL`), waits until it has, and gives its exit code. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = { bot: 'src/main.ts', worker: 'scripts/worker.ts' };

/** Starts Easel with these settings and waits until it is ready. Throws what it wrote where it ends before. */
export async function startEasel(
  settings: Record<string, string>,
  program: keyof typeof programs = 'bot',
): Promise<EaselProcess> {
  const started = performance.now();
  const { PATH, EASEL_THREADS = '0' } = process.env;
  // As behind a proxy, so that people can come by lines of their own.
  const address = { PORT: '0', PUBLIC_URL: 'http://easel.example' };
  const env = { PATH, EASEL_THREADS, ...address, EASEL_DEVICE: 'cpu', LOG_LEVEL: 'warn', ...settings };
  const child = spawn(process.execPath, [programs[program]], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let output = '';
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  child.stderr.on('data', (part) => {
    output += part;
  });
  child.stdout.on('data', (part) => {
    output += part;
    if (/paints.*\n/.test(output)) resolve();
  });
  const early = ended.then(() => {
    throw new Error(`Easel ended before it was ready:\n${output}`);
  });
  early.catch(() => {});
  await Promise.race([ready, early]);
  return {
    url: /http:\/\/[\w.:[\]]+/.exec(output)?.[0] ?? '',
    process: child,
    readyMs: performance.now() - started,
    errors: () => output.split('\n').filter((line) => line.includes('"level":50')),
    async end(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
