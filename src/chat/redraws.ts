import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './reply.ts';

type Edit = Partial<Reply>;
type Send = (edit: Edit) => Promise<unknown>;

interface Waiting {
  edit: Edit;
  send: Send;
  shown: PromiseWithResolvers<void>;
}

/**
 * Edits of messages that many people change at once: one at a time for each message, and those that wait become one, in
 * which the newest has the last word. So a hundred votes are a few edits, and no older count comes after a newer one.
 *
 * @param pauseMs the least time between two edits of one message
 */
export function createRedraws(pauseMs = 0) {
  const waiting = new Map<string, Waiting>();
  const busy = new Set<string>();

  const draw = async (message: string): Promise<void> => {
    busy.add(message);
    for (let now = waiting.get(message); now; now = waiting.get(message)) {
      waiting.delete(message);
      await now.send(now.edit).then(() => now.shown.resolve(), now.shown.reject);
      if (pauseMs) await sleep(pauseMs);
    }
    busy.delete(message);
  };

  /** Resolves once the edit, or one that holds it, is shown. Throws what `send` throws. */
  return (message: string, edit: Edit, send: Send): Promise<void> => {
    const before = waiting.get(message);
    const shown = before?.shown ?? Promise.withResolvers<void>();
    waiting.set(message, { edit: { ...before?.edit, ...edit }, send, shown });
    if (!busy.has(message)) void draw(message);
    return shown.promise;
  };
}

export type Redraws = ReturnType<typeof createRedraws>;
