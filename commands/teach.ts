import { unknownButton } from '#chat/actions.ts';
import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { readPage } from '#chat/gallery-page.ts';
import { option } from '#chat/options.ts';
import type { Reply } from '#chat/reply.ts';
import { consentReply, lessonQueueReply, ownLessonsReply } from '#chat/teaching.ts';
import { AppError } from '#lib/errors.ts';
import type { Ingredient } from '#studio/api.ts';

async function offer({ lessons, caller }: Context, name: string, picture: Ingredient | undefined): Promise<Reply> {
  if (!picture || !('upload' in picture)) {
    const advice = 'Please attach a picture, and say what it shows: `/teach our mascot`.';
    throw new AppError('bad_option', `${advice} \`/teach mine\` shows what you gave.`);
  }
  return consentReply(await lessons.offer(caller, picture.upload, name), lessons.terms);
}

async function own({ lessons, caller }: Context, page: number): Promise<Reply> {
  return ownLessonsReply(await lessons.mine(caller, page), page);
}

async function queue({ lessons, caller }: Context, page: number): Promise<Reply> {
  return lessonQueueReply(await lessons.queue(caller, page), page);
}

const cleared = { images: [], buttons: [] };

export default command({
  name: 'teach',
  summary: 'Gives a picture of yours to learn from; shows what was given',
  examples: ['/teach our mascot', '/teach mine', '/teach queue'],
  private: true,
  options: {
    name: option.text({ summary: 'What the picture shows; mine for what you gave; queue for admins', rest: true }),
    picture: option.ingredient({ summary: 'The picture, attached' }),
  },
  run(ctx, { name = 'a picture', picture }) {
    if (!picture && name.toLowerCase() === 'mine') return own(ctx, 1);
    if (!picture && name.toLowerCase() === 'queue') return queue(ctx, 1);
    return offer(ctx, name.slice(0, 60), picture);
  },
  actions: {
    agree: {
      async run({ lessons, caller }, [id = '']) {
        await lessons.agree(caller, id);
        const text = 'Given. I learn from it once an admin approves. `/teach mine` takes it back at any time.';
        return { edit: { ...cleared, text } };
      },
    },
    withdraw: {
      async run({ lessons, caller }, [id = '']) {
        await lessons.withdraw(caller, id);
        return { edit: { ...cleared, text: 'Deleted. The next training is without it.' } };
      },
    },
    lesson: {
      async run(ctx, [id = '', decision, page]) {
        if (decision !== 'approve' && decision !== 'decline') throw unknownButton();
        await ctx.lessons.decide(ctx.caller, id, decision === 'approve' ? 'approved' : 'declined');
        return { edit: await queue(ctx, readPage(page)) };
      },
    },
    lessons: { run: async (ctx, [page]) => ({ edit: await own(ctx, readPage(page)) }) },
    'lessons-queue': { run: async (ctx, [page]) => ({ edit: await queue(ctx, readPage(page)) }) },
  },
});
