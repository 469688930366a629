import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import type { MessageStore, StoredMessage } from '#platforms/web/store.ts';

/** A `MessageStore` that forgets everything with the test; bodies are copied as JSON, as a database would. */
export function createMemoryMessages(): MessageStore {
  const messages = new Map<string, StoredMessage>();
  let revision = 0;
  const copy = (body: unknown): unknown => JSON.parse(JSON.stringify(body));
  const inChannel = (channel: string) => [...messages.values()].filter((message) => message.channel === channel);
  return {
    async create(message) {
      const first = message.id && messages.get(message.id);
      if (first) return first;
      const stored: StoredMessage = {
        ...message,
        id: message.id ?? createId(),
        sequence: messages.size + 1,
        revision: ++revision,
        body: copy(message.body),
        createdAt: new Date(),
      };
      messages.set(stored.id, stored);
      return stored;
    },
    async update(id, body) {
      const found = messages.get(id);
      if (!found) throw new AppError('not_found', 'That message does not exist any more.');
      const stored = { ...found, body: copy(body), revision: ++revision };
      messages.set(id, stored);
      return stored;
    },
    async find(id) {
      return messages.get(id);
    },
    async list(channel, { before = Number.POSITIVE_INFINITY, limit }) {
      return inChannel(channel)
        .filter((message) => message.sequence < before)
        .slice(-limit);
    },
    async since(channel, after, limit) {
      return inChannel(channel)
        .filter((message) => message.revision > after)
        .sort((one, other) => one.revision - other.revision)
        .slice(0, limit);
    },
  };
}
