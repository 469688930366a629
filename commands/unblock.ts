import { blockedReply } from '#chat/answers/blocking.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import type { Reply } from '#chat/reply.ts';

async function unblock({ moderation, caller, origin, words }: Context, who: string): Promise<Reply> {
  const name = await moderation.unblock(caller, origin, who);
  return blockedReply(await moderation.blocked(caller), words, words('block.unblocked', { name }));
}

export default command({
  name: 'unblock',
  summary: 'Takes back that a person is blocked',
  examples: ['/unblock @ana'],
  private: true,
  admin: true,
  options: { person: option.text({ summary: 'Who: their mention, name or id', required: true, pick: 'person' }) },
  run: (ctx, { person }) => unblock(ctx, person),
  actions: { unblock: { run: async (ctx, [key = '']) => ({ edit: await unblock(ctx, key) }) } },
});
