import type { Attachment, LazyUpload } from '#chat/attachments.ts';
import type { Chat, PickedValue } from '#chat/chat.ts';
import type { ModalValues } from '#chat/command/command.ts';
import type { Host } from '#chat/host.ts';
import type { Modal, Outcome, Reply } from '#chat/reply.ts';
import type { Origin } from '#studio/api.ts';
import { currentState, findButton, type MemoryChannel, type MemoryMessage } from './channel.ts';

/** A person in a test: types, clicks, and sees what a platform would show. */
export interface MemoryUser {
  readonly origin: Origin;
  /** Types a text and waits for the final state of the answer. */
  says(text: string, options?: { attachments?: Attachment[]; signal?: AbortSignal }): Promise<Reply>;
  /** Fills a command's options in by fields and pickers, and waits for the final state of the answer. */
  picks(command: string, values: Record<string, PickedValue>, options?: { attachments?: Attachment[] }): Promise<Reply>;
  /**
   * Presses a button of the newest message of the channel that has it: `👍 2` is the 👍 under picture 2, everything else
   * an exact label. Waits until the outcome is shown. Throws naming the labels that are there.
   */
  clicks(label: string): Promise<void>;
  /** What this person is asked in a window of its own, until they fill it in. */
  readonly modal: Modal | undefined;
  /** Fills the modal in. */
  fills(values: ModalValues): Promise<void>;
  /** Takes a shortcut on the newest message of the channel, or on one of anybody's with these attachments. */
  opens(shortcut: string, attachments?: LazyUpload[]): Promise<void>;
  /** Reacts to the newest message of the channel, or takes a reaction away. */
  reacts(reaction: string, added?: boolean): Promise<void>;
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

export function createMemoryUser(chat: Chat, channel: MemoryChannel, origin: Origin, host?: Host): MemoryUser {
  const me = origin.user.externalId;
  const notices: string[] = [];
  let modal: Modal | undefined;
  const mine = () => channel.messages.filter(({ to }) => to === me);
  const newestOfAll = (): MemoryMessage => {
    const message = channel.messages.at(-1);
    if (!message) throw new Error('the channel has no message yet');
    return message;
  };
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

  /** Shows what a press, a modal or a shortcut led to; an edit is of `message`. */
  const take = async (outcome: Outcome, message = newestOfAll()): Promise<void> => {
    if ('reply' in outcome) await receive(outcome.reply);
    else if ('edit' in outcome) channel.show(message, { ...currentState(message), ...outcome.edit });
    else if ('modal' in outcome) modal = outcome.modal;
    else notices.push(outcome.notice);
  };

  return {
    origin,
    notices,
    get modal() {
      return modal;
    },
    says: async (text, options = {}) => currentState(await receive(chat.say({ origin, host, text, ...options }))),
    picks: async (command, values, options = {}) =>
      currentState(await receive(chat.run({ origin, host, command, values, ...options }))),
    async clicks(label) {
      const visible = channel.messages.filter((message) => message.to === me || !currentState(message).ephemeral);
      const message = visible.findLast((candidate) => findButton(currentState(candidate), label));
      if (!message) throw new Error(`no button ${label} among ${visible.flatMap(labelsOf).join(', ') || 'none'}`);
      await take(await chat.press({ origin, host, buttonId: findButton(currentState(message), label)!.id }), message);
    },
    async fills(values) {
      if (!modal) throw new Error(`${me} was not asked anything`);
      const { id } = modal;
      modal = undefined;
      await take(await chat.submit({ origin, host, id, values }));
    },
    async opens(name, attachments = []) {
      const pictures = currentState(newestOfAll()).images?.flatMap(({ id }) => id ?? []) ?? [];
      await take(await chat.choose({ origin, host, name, pictures: attachments.length ? [] : pictures, attachments }));
    },
    async reacts(reaction, added = true) {
      const message = newestOfAll();
      const pictures = currentState(message).images?.flatMap(({ id }) => id ?? []) ?? [];
      const edit = await chat.react({ origin, pictures, reaction, added });
      if (edit) channel.show(message, { ...currentState(message), ...edit });
    },
    async sees(matches) {
      const message = await channel.until((candidate) => candidate.to === me && matches(currentState(candidate)));
      return currentState(message);
    },
    completes: async (command, option, text) =>
      (await chat.complete({ origin, command, option, text })).map(({ value }) => value),
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
