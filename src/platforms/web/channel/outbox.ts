import type { Change } from './feed.ts';

/** Changes on their way to one listener. */
export interface Outbox {
  put(change: Change): void;
  /** What is in it, whenever it is to go. */
  take(): AsyncGenerator<Change[], void>;
}

/**
 * Holds changes until one `isUrgent`, or until the first has waited `patience()` milliseconds: of each message the latest
 * alone, so that it stays small however slow its listener is. Ends with `signal`.
 */
export function createOutbox(
  isUrgent: (change: Change) => boolean,
  patience: () => number,
  signal: AbortSignal,
): Outbox {
  const held = new Map<string, Change>();
  let due = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => due.resolve(), { once: true });

  return {
    put(change) {
      const { id } = change.message;
      const by = change.by ?? held.get(id)?.by;
      held.delete(id);
      held.set(id, { ...change, by });
      if (isUrgent(change)) due.resolve();
      else timer ??= setTimeout(() => due.resolve(), patience());
    },
    async *take() {
      while (!signal.aborted) {
        await due.promise;
        clearTimeout(timer);
        timer = undefined;
        due = Promise.withResolvers();
        const changes = [...held.values()];
        held.clear();
        if (!signal.aborted) yield changes;
      }
      clearTimeout(timer);
    },
  };
}
