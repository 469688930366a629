import type { Reply } from '#chat/reply.ts';

type Edit = Partial<Reply>;
type Send = (edit: Edit) => Promise<unknown>;

interface Drawing {
  next?: { edit: Edit; send: Send };
  done: Promise<void>;
}

/**
 * Edits of messages that many people change at once: one at a time for each message, and those that wait become one, in
 * which the newest has the last word. So a hundred votes are a few edits, and no older count comes after a newer one.
 */
export function createRedraws() {
  const drawings = new Map<string, Drawing>();

  /** Resolves once the edit, or one that holds it, is shown. Throws what `send` throws. */
  return (message: string, edit: Edit, send: Send): Promise<void> => {
    const busy = drawings.get(message);
    if (busy) {
      busy.next = { edit: { ...busy.next?.edit, ...edit }, send };
      return busy.done;
    }
    const drawing: Drawing = { next: { edit, send }, done: Promise.resolve() };
    drawings.set(message, drawing);
    drawing.done = (async () => {
      try {
        while (drawing.next) {
          const { edit: now, send: show } = drawing.next;
          drawing.next = undefined;
          await show(now);
        }
      } finally {
        drawings.delete(message);
      }
    })();
    return drawing.done;
  };
}

export type Redraws = ReturnType<typeof createRedraws>;
