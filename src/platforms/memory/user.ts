import type { Chat } from '#chat/chat.ts';
import type { Reply } from '#chat/reply.ts';
import type { Origin, Upload } from '#studio/api.ts';
import { currentState, findButton, type MemoryChannel, type MemoryMessage } from './channel.ts';

/** A person in a test: types, clicks, and sees what a platform would show. */
export interface MemoryUser {
  readonly origin: Origin;
  /** Types a text and waits for the final state of the answer. */
  says(text: string, options?: { attachments?: Upload[]; signal?: AbortSignal }): Promise<Reply>;
  /**
   * Presses a button of the newest message of the channel that has it: `👍 2` is the 👍 under picture 2, everything else
   * an exact label. Waits until the outcome is shown. Throws naming the labels that are there.
   */
  clicks(label: string): Promise<void>;
  /** Waits until an answer to this person looks like that. */
  sees(matches: (reply: Reply) => boolean): Promise<Reply>;
  completes(command: string, option: string, text: string): Promise<string[]>;
  /** Labels of the newest answer's buttons that this person has pressed. */
  pressed(): Promise<string[]>;
  /** Answers to this person as they look now, oldest first. */
  readonly replies: Reply[];
  readonly lastReply: Reply;
  /** All states of the newest answer. */
  readonly edits: Reply[];
  /** Short words that only this person saw, oldest first. */
  readonly notices: string[];
}

export function createMemoryUser(chat: Chat, channel: MemoryChannel, origin: Origin): MemoryUser {
  const me = origin.user.externalId;
  const notices: string[] = [];
  const mine = () => channel.messages.filter(({ to }) => to === me);
  const newest = (): MemoryMessage => {
    const message = mine().at(-1);
    if (!message) throw new Error(`${me} has no reply yet`);
    return message;
  };
  const receive = async (replies: AsyncIterable<Reply>): Promise<MemoryMessage> => {
    const message: MemoryMessage = { to: me, states: [] };
    for await (const reply of replies) channel.show(message, reply);
    return message;
  };

  return {
    origin,
    notices,
    says: async (text, options = {}) => currentState(await receive(chat.say({ origin, text, ...options }))),
    async clicks(label) {
      const visible = channel.messages.filter((message) => message.to === me || !currentState(message).ephemeral);
      const message = visible.findLast((candidate) => findButton(currentState(candidate), label));
      if (!message) throw new Error(`no button ${label} among ${visible.flatMap(labelsOf).join(', ') || 'none'}`);
      const outcome = await chat.press({ origin, buttonId: findButton(currentState(message), label)!.id });
      if ('reply' in outcome) await receive(outcome.reply);
      else if ('edit' in outcome) channel.show(message, { ...currentState(message), ...outcome.edit });
      else notices.push(outcome.notice);
    },
    async sees(matches) {
      const message = await channel.until((candidate) => candidate.to === me && matches(currentState(candidate)));
      return currentState(message);
    },
    completes: (command, option, text) => chat.complete({ origin, command, option, text }),
    async pressed() {
      const buttons = currentState(newest()).buttons?.flat() ?? [];
      const ids = await chat.pressed(
        origin,
        buttons.map(({ id }) => id),
      );
      return buttons.filter(({ id }) => ids.has(id)).map(({ label }) => label);
    },
    get replies() {
      return mine().map(currentState);
    },
    get lastReply() {
      return currentState(newest());
    },
    get edits() {
      return newest().states;
    },
  };
}

function labelsOf(message: MemoryMessage): string[] {
  return currentState(message).buttons?.flatMap((row) => row.map(({ label }) => label)) ?? [];
}
