import { readPage } from '#chat/answers/gallery-page.ts';
import { consentReply, lessonQueueReply, ownLessonsReply } from '#chat/answers/teaching.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { unknownButton } from '#chat/pressing/actions.ts';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Ingredient } from '#studio/api.ts';

async function offer(
  { lessons, caller, words }: Context,
  name: string,
  picture: Ingredient | undefined,
): Promise<Reply> {
  if (!picture || !('upload' in picture)) {
    throw new AppError('bad_option', message('lesson.attach'));
  }
  return consentReply(await lessons.offer(caller, picture.upload, name), lessons.terms, words);
}

async function own({ lessons, caller, words }: Context, page: number): Promise<Reply> {
  return ownLessonsReply(await lessons.mine(caller, page), page, words);
}

async function queue({ lessons, caller, words }: Context, page: number): Promise<Reply> {
  return lessonQueueReply(await lessons.queue(caller, page), page, words);
}

const cleared = { images: [], buttons: [] };

export default command({
  name: 'teach',
  summary: 'Gives a picture of yours to learn from; shows what was given',
  examples: ['/teach our mascot', '/teach mine', '/teach queue'],
  private: true,
  options: {
    name: option.text({ summary: 'What the picture shows; mine for what you gave; queue for admins', rest: true }),
    picture: option.ingredient({ summary: 'The picture, attached', attachedOnly: true }),
  },
  run(ctx, { name = 'a picture', picture }) {
    if (!picture && name.toLowerCase() === 'mine') return own(ctx, 1);
    if (!picture && name.toLowerCase() === 'queue') return queue(ctx, 1);
    return offer(ctx, name.slice(0, 60), picture);
  },
  actions: {
    agree: {
      async run({ lessons, caller, words }, [id = '']) {
        await lessons.agree(caller, id);
        return { edit: { ...cleared, text: words('lesson.given') } };
      },
    },
    withdraw: {
      async run({ lessons, caller, words }, [id = '']) {
        await lessons.withdraw(caller, id);
        return { edit: { ...cleared, text: words('lesson.deleted') } };
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
