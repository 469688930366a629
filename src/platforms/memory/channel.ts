import { allButtons } from '#chat/pressing/buttons.ts';
import type { Button, Reply } from '#chat/reply.ts';

/** A message of the bot: all states that it went through, the last of which people see now. */
export interface MemoryMessage {
  /** Whom it answers. */
  to: string;
  states: Reply[];
}

/** The messages of one channel, and a way to wait for what they will say. */
export interface MemoryChannel {
  messages: MemoryMessage[];
  /** Shows the next state of a message. */
  show(message: MemoryMessage, reply: Reply): void;
  /** Resolves with the first message, present or future, that `matches`. */
  until(matches: (message: MemoryMessage) => boolean): Promise<MemoryMessage>;
}

export function createMemoryChannel(): MemoryChannel {
  const messages: MemoryMessage[] = [];
  const watchers = new Set<(message: MemoryMessage) => void>();
  return {
    messages,
    show(message, reply) {
      if (!message.states.length) messages.push(message);
      message.states.push(reply);
      for (const watcher of watchers) watcher(message);
    },
    until(matches) {
      const present = messages.find(matches);
      if (present) return Promise.resolve(present);
      const { promise, resolve } = Promise.withResolvers<MemoryMessage>();
      const watcher = (message: MemoryMessage) => {
        if (!matches(message)) return;
        watchers.delete(watcher);
        resolve(message);
      };
      watchers.add(watcher);
      return promise;
    },
  };
}

/** What a message looks like now. Throws where it has not said anything yet. */
export function currentState(message: MemoryMessage): Reply {
  const reply = message.states.at(-1);
  if (!reply) throw new Error('the message has no state yet');
  return reply;
}

/**
 * The button that a person means by `label`: `👍 2` is the 👍 under the second picture, whatever its count; anything
 * else is the button's exact label, such as `2…`, `🔁` or `Next`.
 */
export function findButton(reply: Reply, label: string): Button | undefined {
  const { images = [] } = reply;
  const all = allButtons(reply).flat();
  const [symbol, ordinal] = label.split(' ');
  const picture = ordinal && images.filter(({ id }) => id)[Number(ordinal) - 1]?.id;
  const underPicture = all.find((button) => button.picture === picture && button.label.split(' ').includes(symbol!));
  return (picture && underPicture) || all.find((button) => button.label === label);
}
