import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Easel in a process of its own, as `npm start` starts it. */
export interface StartedEasel {
  process: ChildProcess;
  /** All that it has written to both outputs. */
  output(): string;
  /** Resolves once its output holds `text`; rejects if it ends before. */
  says(text: string): Promise<void>;
}

/** Starts Easel with nothing in its environment but these settings. */
export function startEasel(
  dataDir: string,
  settings: Record<string, string> = {},
  program = 'src/main.ts',
): StartedEasel {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', EASEL_DEVICE: 'cpu', ...settings };
  const child = spawn(process.execPath, [program], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      text += part;
      for (const check of waiting) check();
    });
  }
  return {
    process: child,
    output: () => text,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (text.includes(wanted)) resolve();
        };
        waiting.add(check);
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
        check();
      }),
  };
}
