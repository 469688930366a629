import { archiveReply, forgetQuestion, forgottenReply, keptReply } from '#chat/answers/privacy.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { unknownButton } from '#chat/pressing/actions.ts';
import type { Reply } from '#chat/reply.ts';
import { streamOf } from '#chat/stream.ts';

async function handOver({ privacy, caller, words }: Context, part: number): Promise<Reply> {
  return archiveReply(await privacy.export(caller, part), words);
}

async function askToForget({ privacy, caller, words }: Context): Promise<Reply> {
  return forgetQuestion(await privacy.look(caller), words);
}

export default command({
  name: 'privacy',
  summary: 'Shows what I keep about you, hands it over, or deletes it',
  examples: ['/privacy', '/privacy export', '/privacy delete', '/privacy avatar:forbid'],
  private: true,
  options: {
    what: option.choice(['show', 'export', 'delete'], { summary: 'What to do with it', default: 'show' }),
    avatar: option.choice(['allow', 'forbid'], { summary: 'Whether others may paint from your profile picture' }),
  },
  async run(ctx, { what, avatar }) {
    if (avatar) await ctx.privacy.allowAvatar(ctx.caller, avatar === 'allow');
    if (what === 'export') return handOver(ctx, 1);
    if (what === 'delete') return askToForget(ctx);
    return keptReply(await ctx.privacy.look(ctx.caller), ctx.words);
  },
  actions: {
    'privacy-export': { run: (ctx, [part]) => ({ reply: streamOf(handOver(ctx, Number(part))) }) },
    'privacy-avatar': {
      async run(ctx, [wanted]) {
        if (wanted !== 'allow' && wanted !== 'forbid') throw unknownButton();
        await ctx.privacy.allowAvatar(ctx.caller, wanted === 'allow');
        return { edit: keptReply(await ctx.privacy.look(ctx.caller), ctx.words) };
      },
    },
    'privacy-delete': { run: (ctx) => ({ reply: streamOf(askToForget(ctx)) }) },
    'privacy-forget': {
      async run({ privacy, caller, words }) {
        await privacy.forget(caller);
        return { edit: forgottenReply(words) };
      },
    },
  },
});
