import type { Log } from '#lib/log.ts';

/** How long a stop may take, in milliseconds; what is not done then is lost to its asker, but never half kept. */
const patienceMs = 10_000;

/** Who started this process, as it was then: npm's shell, under npm. */
const shell = process.ppid;
/** How often it is looked whether npm's shell is still there, in milliseconds. */
const lookMs = 500;

/**
 * Ends the process on SIGINT or SIGTERM once `stop` is done, after 10 s at most; a second signal ends it at once. Under
 * npm a signal ends the shell between npm and this process, and reaches nobody else: then it stops as well.
 */
export function stopOnSignals(log: Log, stop: () => Promise<void>, patience = patienceMs): void {
  let stopping = false;
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stopping) {
      log.warn({ signal }, 'easel ends at once');
      process.exit(1);
    }
    stopping = true;
    log.info({ signal }, 'easel is stopping');
    setTimeout(() => {
      log.warn('easel ends, though not everything had stopped in time');
      process.exit(1);
    }, patience).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'easel could not stop cleanly');
      process.exit(1);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => {
    if (process.ppid !== shell && !stopping) void onSignal('SIGTERM');
  }, lookMs).unref();
}
