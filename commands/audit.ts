import { auditReply } from '#chat/answers/audit-page.ts';
import { readPage } from '#chat/answers/gallery-page.ts';
import { command } from '#chat/command/command.ts';
import type { Context } from '#chat/context.ts';
import type { Reply } from '#chat/reply.ts';

async function show({ moderation, caller, words }: Context, page: number): Promise<Reply> {
  return auditReply(await moderation.audit(caller, page), page, words);
}

export default command({
  name: 'audit',
  summary: 'Shows who decided what here, the newest first',
  examples: ['/audit'],
  private: true,
  admin: true,
  options: {},
  run: (ctx) => show(ctx, 1),
  actions: { audit: { run: async (ctx, [page]) => ({ edit: await show(ctx, readPage(page)) }) } },
});
