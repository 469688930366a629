import type { MessageView } from '../page/views.ts';
import type { Person } from '../serving/identity.ts';
import type { Message } from './body.ts';
import { type createMessageViews, viewForAll } from './chat-views.ts';
import type { Change } from './feed.ts';
import { concerns, sees } from './room.ts';

/** A server-sent event that says no more than that the stream is alive. */
export const beat = Buffer.from('event: beat\ndata: \n\n');

const toEvent = (view: MessageView) =>
  Buffer.from(`event: message\ndata: ${JSON.stringify(view)}\nid: ${view.revision}\n\n`);

/**
 * Changes as server-sent events, those that the person may see. A message that everybody sees is written once for all;
 * the database is asked what the person pressed only where they had to do with the change, or were away.
 */
export function createEvents(view: ReturnType<typeof createMessageViews>) {
  const forAll = new WeakMap<Message, Buffer>();

  const eventForAll = (message: Message) => {
    const event = forAll.get(message) ?? toEvent(viewForAll(message));
    forAll.set(message, event);
    return event;
  };

  return async (person: Person, changes: readonly Change[]): Promise<Buffer> => {
    const visible = changes.filter(({ message }) => sees(person, message));
    const own = visible.filter((change) => change.missed || concerns(person, change)).map(({ message }) => message);
    const views = new Map((await view(person, own)).map((seen) => [seen.id, seen]));
    return Buffer.concat(
      visible.map(({ message }) => {
        const seen = views.get(message.id);
        return seen ? toEvent(seen) : eventForAll(message);
      }),
    );
  };
}
