import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Platform, RunningPlatform } from '#platforms/platform.ts';

/** A platform that is set up, and how it is started. */
export interface Startable extends Pick<Platform, 'name' | 'title'> {
  open(): Promise<RunningPlatform>;
}

/** How long a start waits for platforms, in milliseconds. */
const patienceMs = 10_000;

/** So many times as long is waited where somebody has to mend something first. */
const refusedTimes = 10;

/**
 * Starts platforms; they are found by name once they run. One that cannot start says why in the log, and the others go on; it is tried
 * again every `retryMs`, less often where its settings are wrong. One that is slow joins the others later.
 */
export async function startPlatforms(
  log: Log,
  platforms: readonly Startable[],
  retryMs = 60_000,
  patience = patienceMs,
): Promise<ReadonlyMap<string, RunningPlatform>> {
  const running = new Map<string, RunningPlatform>();
  const start = async (platform: Startable): Promise<void> => {
    const { name, title } = platform;
    try {
      running.set(name, await platform.open());
    } catch (error) {
      const { code, message, cause } = AppError.from(error);
      log.error({ platform: name, err: cause }, `Easel is not on ${title}: ${message}`);
      setTimeout(() => start(platform), code === 'internal' ? retryMs : refusedTimes * retryMs).unref();
    }
  };
  const late = wait(patience, undefined, { ref: false });
  await Promise.race([late, Promise.all(platforms.map(start))]);
  return running;
}
