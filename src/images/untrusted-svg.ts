import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { RawPicture } from './frame.ts';

export interface SvgOrder {
  bytes: Uint8Array;
  /** Of the longer side, in pixels. */
  side: number;
}

export type SvgAnswer = { picture: RawPicture } | { error: string };

export interface SvgLimits {
  milliseconds: number;
}

/** How long an idle drawing process is kept for the next SVG. */
const idleMilliseconds = 5000;

let child: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Draws an SVG that anyone may have sent, in a process of its own: a few hundred bytes of SVG can ask for hours of
 * drawing, which no thread can be stopped from. One at a time; throws where it is damaged, or not done in time.
 */
export function renderUntrustedSvg(order: SvgOrder, limits: SvgLimits): Promise<RawPicture> {
  const result = last.then(() => renderNow(order, limits));
  last = result.catch(() => {});
  return result;
}

async function renderNow(order: SvgOrder, { milliseconds }: SvgLimits): Promise<RawPicture> {
  clearTimeout(idle);
  child ??= fork(new URL('./svg-process.ts', import.meta.url), { serialization: 'advanced' });
  const worker = child;
  worker.ref();
  worker.channel?.ref();
  try {
    worker.send(order);
    const signal = AbortSignal.timeout(milliseconds);
    const exited = once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('The drawing process ended.')));
    const [answer] = (await Promise.race([once(worker, 'message', { signal }), exited])) as [SvgAnswer];
    if ('error' in answer) throw new Error(answer.error);
    return answer.picture;
  } catch (error) {
    stop(worker);
    throw error;
  } finally {
    worker.unref();
    worker.channel?.unref();
    idle = setTimeout(() => stop(worker), idleMilliseconds).unref();
  }
}

function stop(worker: ChildProcess): void {
  worker.kill('SIGKILL');
  if (child === worker) child = undefined;
}
