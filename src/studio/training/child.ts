import { fork } from 'node:child_process';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { TrainingProgress } from '../api.ts';
import type { TrainingOrder, TrainingResult } from './order.ts';
import type { TrainingMessage } from './trainer-process.ts';

/** A run in a process of its own. */
export interface TrainingChild {
  result: Promise<TrainingResult>;
  stop(): void;
}

/** Starts a process that carries out the order; its progress goes to `onProgress`. */
export function startTraining(
  order: TrainingOrder,
  log: Log,
  onProgress: (progress: TrainingProgress) => void,
): TrainingChild {
  const child = fork(new URL('./trainer-process.ts', import.meta.url), { serialization: 'advanced' });
  const result = new Promise<TrainingResult>((resolve, reject) => {
    child.on('message', (message: TrainingMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'device')
        log.warn({ cause: message.cause }, `${message.message} Training goes on on the cpu.`);
      else if (message.kind === 'done') resolve(message.result);
      else reject(new AppError(message.code, message.said, message.cause || undefined));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`The training process ended with ${signal ?? code}.`)));
  });
  child.send(order);
  return { result, stop: () => child.kill() };
}
