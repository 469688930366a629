import type { Chat } from '#chat/chat.ts';
import type { Host } from '#chat/host.ts';
import { createMemoryChannel, type MemoryChannel } from './channel.ts';
import { createMemoryUser, type MemoryUser } from './user.ts';

export interface MemoryChat {
  channel: MemoryChannel;
  /** A person of this channel, by name; an operator runs the workspace, `groups` are the roles they have. */
  user(name: string, options?: { operator?: boolean; groups?: string[] }): MemoryUser;
}

/**
 * A chat platform in memory, for tests.
 *
 * @example
 * const ana = createMemoryChat(chat).user('ana');
 * await ana.says('/mix 🦊 🍩');
 * expect(ana.lastReply.images).toHaveLength(4);
 * await ana.clicks('👍 2');
 */
export function createMemoryChat(chat: Chat, workspace = 'memory', host?: Host): MemoryChat {
  const channel = createMemoryChannel();
  return {
    channel,
    user: (name, { operator = false, groups } = {}) =>
      createMemoryUser(
        chat,
        channel,
        { platform: 'memory', workspace, channel: 'general', user: { externalId: name, name, groups }, operator },
        host,
      ),
  };
}
