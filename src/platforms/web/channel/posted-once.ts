import type { Person } from '../serving/identity.ts';
import type { Message } from './body.ts';

/** How many sent messages are remembered. */
const remembered = 2000;

/**
 * Does what a message asks for once, however often a client sends it: a repetition waits for the first and shares its
 * outcome, and one that failed may be tried again. `messages` are those that an earlier start has done.
 */
export function createPostedOnce(messages: Message[]) {
  const done = new Map<string, Promise<void>>();
  const key = (author: string, clientId: string) => `${author}:${clientId}`;
  for (const { author, body } of messages) if (body.clientId) done.set(key(author, body.clientId), Promise.resolve());

  return (person: Person, clientId: string, act: () => Promise<void>): Promise<void> => {
    const id = key(person.id, clientId);
    const known = done.get(id);
    if (known) return known;
    const doing = act();
    done.set(id, doing);
    doing.catch(() => done.delete(id));
    const [oldest] = done.keys();
    if (done.size > remembered && oldest) done.delete(oldest);
    return doing;
  };
}
