import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { ShownRemoval } from '#platforms/shared/postings.ts';

/** A chat platform that runs. */
export interface RunningPlatform {
  /** Says something in a channel of its own accord. Throws AppErrors. */
  post?(workspace: string, channel: string, reply: Reply): Promise<void>;
  /** Whether it hears of what people do, now. */
  connected(): Promise<boolean>;
  /** Takes deleted pictures out of what shows them. Throws where that can be tried again later. */
  takeBack?(removal: ShownRemoval): Promise<void>;
  /** The platform's ids of the workspaces where Easel is a member; nothing where that cannot be known. */
  present?(): Promise<string[] | undefined>;
  close(): Promise<void>;
}

/** Starts one platform; undefined where it is not configured. */
export type StartPlatform = (() => Promise<RunningPlatform>) | undefined;

/** How long a start waits for platforms, in milliseconds. */
const patienceMs = 10_000;

/** So many times as long is waited where somebody has to mend something first. */
const refusedTimes = 10;

/**
 * Starts every platform that is configured. One that cannot start says why in the log, and the others go on; it is tried
 * again every `retryMs`, less often where its settings are wrong. One that is slow joins the others later.
 */
export async function startPlatforms(
  log: Log,
  platforms: Record<string, StartPlatform>,
  retryMs = 60_000,
  patience = patienceMs,
): Promise<ReadonlyMap<string, RunningPlatform>> {
  const running = new Map<string, RunningPlatform>();
  const start = async ([name, open]: [string, StartPlatform]): Promise<void> => {
    if (!open) return;
    try {
      running.set(name, await open());
    } catch (error) {
      const { code, message, cause } = AppError.from(error);
      log.error({ platform: name, err: cause }, `Easel is not on ${name}: ${message}`);
      setTimeout(() => start([name, open]), code === 'internal' ? retryMs : refusedTimes * retryMs).unref();
    }
  };
  const late = wait(patience, undefined, { ref: false });
  await Promise.race([late, Promise.all(Object.entries(platforms).map(start))]);
  return running;
}
