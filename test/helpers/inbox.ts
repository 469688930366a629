import type { Inbox, OpenEvent } from '#chat/inbox.ts';

/** An inbox that is forgotten with the test. */
export function keepInMemory(): Inbox {
  const events = new Map<string, OpenEvent | undefined>();
  return {
    async receive(id, body) {
      if (events.has(id)) return false;
      events.set(id, { id, body });
      return true;
    },
    async answering(id, answer) {
      const event = events.get(id);
      if (event) event.answer = answer;
    },
    async done(id) {
      events.set(id, undefined);
    },
    open: async () => [...events.values()].filter((event) => event !== undefined),
  };
}
