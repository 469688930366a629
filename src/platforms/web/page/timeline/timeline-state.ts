import type { MessageView } from '../views.ts';

/** The messages that the page knows, by sequence. */
export interface TimelineState {
  messages: readonly MessageView[];
  /** Everything up to this revision has arrived. */
  revision: number;
  /** There are older messages: ask for those before this sequence. */
  before?: number;
}

/**
 * Takes in messages in any order and any number of times: of each, the newest revision stays, what was put away goes,
 * and changes of messages older than the known stretch wait until they are loaded.
 */
export function takeIn(state: TimelineState, arrived: readonly MessageView[]): TimelineState {
  const known = new Map(state.messages.map((message) => [message.id, message]));
  let revision = state.revision;
  for (const message of arrived) {
    revision = Math.max(revision, message.revision);
    const current = known.get(message.id);
    if (current && current.revision > message.revision) continue;
    if (!current && state.before !== undefined && message.sequence < state.before) continue;
    if (message.dismissed) known.delete(message.id);
    else known.set(message.id, { ...message, pressed: message.pressed ?? current?.pressed });
  }
  const messages = [...known.values()].sort((one, other) => one.sequence - other.sequence);
  return { ...state, messages, revision };
}

/** Puts an older page before the known stretch; `before` is where the next older one ends. */
export function takeInOlder(state: TimelineState, older: readonly MessageView[], before?: number): TimelineState {
  const { messages } = takeIn({ ...state, before: undefined }, older);
  return { ...state, messages, before };
}
