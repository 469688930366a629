import { AppError } from '#lib/errors.ts';
import { message, wordsFor } from '#lib/i18n.ts';
import type { Job } from '#studio/api.ts';
import { atSpeed, isAnimated } from '../answers/animations.ts';
import { detailsReply, paintPrompt, promptModal } from '../answers/details.ts';
import { pictureImage } from '../answers/images.ts';
import { pictureReply } from '../answers/one-picture.ts';
import { paintingReply } from '../answers/painting.ts';
import type { Action } from '../command/command.ts';
import type { Context } from '../context.ts';
import type { Outcome, Reply } from '../reply.ts';
import { paint, streamOf } from '../stream.ts';
import { animationButtons, pictureButtons, speeds } from './buttons.ts';

/** `vote:<picture>:up|down[:one|mine|moving]`. Anyone may vote; the same vote again takes it back. */
export const vote: Action = {
  async run(ctx, [id = '', direction, layout]) {
    if (direction !== 'up' && direction !== 'down') throw unknownButton();
    await ctx.gallery.vote(ctx.caller, id, direction === 'up' ? 1 : -1);
    return redrawn(ctx, id, layout);
  },
  async pressed(ctx, buttons) {
    const marks = await marksOf(ctx, buttons);
    return buttons.map(([id = '', direction]) => marks.get(id)?.vote === (direction === 'up' ? 1 : -1));
  },
};

/** `favorite:<picture>[:one|mine|moving]`. Pressed again it takes the picture out. */
export const favorite: Action = {
  async run(ctx, [id = '', layout]) {
    await ctx.gallery.favorite(ctx.caller, id);
    return redrawn(ctx, id, layout);
  },
  async pressed(ctx, buttons) {
    const marks = await marksOf(ctx, buttons);
    return buttons.map(([id = '']) => marks.get(id)?.favorite === true);
  },
};

/** `vary:<picture>`: four like it. */
export const vary: Action = {
  run: (ctx, [picture = '']) => painted(ctx, { kind: 'vary', picture, spread: 1 }),
};

/** `enlarge:<picture>`: the same, four times as large. */
export const enlarge: Action = {
  run: (ctx, [picture = '']) => painted(ctx, { kind: 'enlarge', picture }),
};

/** `reroll:<any picture of a grid>`: what was asked for then, with a new seed. */
export const reroll: Action = {
  async run(ctx, [id = '']) {
    const { again } = await ctx.gallery.history(ctx.caller, id);
    if (!again) return { notice: ctx.words('painting.no-words') };
    return painted(ctx, { ...again, source: id });
  },
};

/** `speed:<picture of an animation>:<speed>`: the same animation, slower or faster. */
export const speed: Action = {
  async run(ctx, [id = '', wanted]) {
    const asked = Number(wanted);
    const { again } = await ctx.gallery.history(ctx.caller, id);
    if (!isAnimated(again) || !(asked >= speeds.min && asked <= speeds.max)) throw unknownButton();
    return painted(ctx, atSpeed(again, id, asked));
  },
};

/** `open:<picture>`: one picture of a grid with all that can be done with it, for who asked alone. */
export const open: Action = {
  run: (ctx, [id = '']) => ({ reply: streamOf(pictureReply(ctx, id)) }),
};

/** `details:<any picture of a grid>`: how it was made and how to make it again, for who asked alone. */
export const details: Action = {
  run: (ctx, [id = '']) => ({ reply: streamOf(detailsReply(ctx, id)) }),
};

/** `prompt:<any picture of a grid>`: what was asked for, in a window, to be changed and painted again. */
export const prompt: Action = {
  opensModal: true,
  run: async (ctx, [id = '']) => ({ modal: await promptModal(ctx, id) }),
  submit: async (ctx, [id = ''], values) => ({ reply: await paintPrompt(ctx, id, values) }),
};

/** `share:<any picture of a grid>`: everybody sees what was for its author alone. */
export const share: Action = {
  async run(ctx, [id = '']) {
    const { again } = await ctx.gallery.history(ctx.caller, id);
    const pictures = await ctx.gallery.share(ctx.caller, id);
    if (again?.kind === 'interpolate') return painted(ctx, { kind: 'recall', picture: id });
    const [first] = pictures;
    const shown: Reply = {
      text: ctx.words('painting.by', {
        shown: `**${first?.subject || ctx.words('painting.free-samples')}**`,
        author: first?.author ?? ctx.words('painting.someone'),
      }),
      images: pictures.map((picture) => pictureImage(picture, picture.spoiler)),
      ...pictureButtons(pictures, 'grid', ctx.words),
    };
    return { reply: streamOf(shown) };
  },
};

/** What to throw for a button whose arguments no version of Easel has written. */
export function unknownButton(): AppError {
  return new AppError('bad_option', message('typing.unknown-button'));
}

/** Pressed twice, a button paints once. */
function painted(ctx: Context, job: Job): Outcome {
  return { reply: paint(ctx, job, paintingReply, { once: true }) };
}

function speedOf(again: Job | undefined): number | undefined {
  return isAnimated(again) ? again.speed : undefined;
}

function marksOf(ctx: Context, buttons: string[][]) {
  return ctx.gallery.marks(ctx.caller, [...new Set(buttons.map(([id = '']) => id))]);
}

/**
 * The message's buttons with the counts of this moment, in the language of who asked for the pictures; what one person
 * alone sees is edited whole, as Slack wants it.
 */
async function redrawn(ctx: Context, id: string, layout: string | undefined): Promise<Outcome> {
  if (layout === 'mine') return { edit: await pictureReply(ctx, id) };
  if (layout === 'moving') {
    const { picture, again } = await ctx.gallery.history(ctx.caller, id);
    return { edit: { buttons: animationButtons(picture, speedOf(again), wordsFor(again?.language)) } };
  }
  const siblings = await ctx.gallery.siblings(ctx.caller, id);
  const words = wordsFor(siblings[0]?.language);
  if (layout !== 'one') return { edit: pictureButtons(siblings, 'grid', words) };
  const shown = siblings.filter((sibling) => sibling.id === id);
  return { edit: pictureButtons(shown, 'one', words) };
}
