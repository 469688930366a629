import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Easel as people start it, in a process of its own. */
export interface EaselProcess {
  /** Errors that it has logged. */
  errors(): string[];
  /** Asks it to stop (`SIGTERM`), or stops it dead (`SIGKILL`), and waits until it has. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts Easel with these settings and waits until it is ready. Throws what it wrote where it ends before. */
export async function startEasel(settings: Record<string, string>): Promise<EaselProcess> {
  const env = { PATH: process.env.PATH, PORT: '0', EASEL_DEVICE: 'cpu', LOG_LEVEL: 'warn', ...settings };
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let output = '';
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  child.stderr.on('data', (part) => {
    output += part;
  });
  child.stdout.on('data', (part) => {
    output += part;
    if (output.includes('Easel paints at')) resolve();
  });
  const early = ended.then(() => {
    throw new Error(`Easel ended before it was ready:\n${output}`);
  });
  early.catch(() => {});
  await Promise.race([ready, early]);
  let asked = false;
  void ended.then(() => {
    if (asked) return;
    process.stderr.write(`Easel ended by itself:\n${output}`);
    process.exit(1);
  });
  return {
    errors: () => output.split('\n').filter((line) => line.includes('"level":50')),
    async end(signal) {
      asked = true;
      child.kill(signal);
      await ended;
    },
  };
}
