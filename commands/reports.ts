import { readPage } from '#chat/answers/gallery-page.ts';
import { reportedReply } from '#chat/answers/reporting.ts';
import { command } from '#chat/command/command.ts';
import type { Context } from '#chat/context.ts';
import { unknownButton } from '#chat/pressing/actions.ts';

/** Carries a decision out, and says so. */
async function decide(ctx: Context, id: string, decision: string | undefined): Promise<string> {
  const { moderation, gallery, caller, words } = ctx;
  if (decision === 'fine') {
    await moderation.approve(caller, id);
    return words('reports.may-stay', { id });
  }
  if (decision === 'block') {
    return words('reports.only-look', { name: await moderation.blockMaker(caller, id) });
  }
  if (decision !== 'delete') throw unknownButton();
  await gallery.remove(caller, [id]);
  return words('reports.deleted', { id });
}

export default command({
  name: 'reports',
  summary: 'Shows the pictures that people reported, to decide about them',
  examples: ['/reports'],
  private: true,
  admin: true,
  options: {},
  run: (ctx) => reportedReply(ctx, 1),
  actions: {
    reports: { run: async (ctx, [page]) => ({ edit: await reportedReply(ctx, readPage(page)) }) },
    reported: {
      async run(ctx, [id = '', decision, page]) {
        const said = await decide(ctx, id, decision);
        return { edit: await reportedReply(ctx, readPage(page), said) };
      },
    },
  },
});
