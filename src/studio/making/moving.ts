import { encodeAnimation } from '#images/animation.ts';
import { type Motion, move } from '#images/motions/motions.ts';
import { idOf } from '#lib/ids.ts';
import type { Job, Painting } from '../api.ts';
import { joinNotes } from '../notes.ts';
import { repeatable } from '../repeatable.ts';
import type { Still } from './stills.ts';

export type MoveJob = Extract<Job, { kind: 'move' }>;

/** What a picture does, as a word after its name. */
export const doing: Record<Motion, string> = {
  bounce: 'bouncing',
  spin: 'spinning',
  party: 'partying',
  petpet: 'petted',
  shake: 'shaking',
  wiggle: 'wiggling',
};
const ending = new RegExp(`, (${Object.values(doing).join('|')})$`);

/** What a moving picture is called: of one that moved before, what it does now. */
export const subjectOf = (subject: string, motion: Motion): string =>
  `${subject.replace(ending, '')}, ${doing[motion]}`;

const byHand = 'I keep no attached pictures: to have this as an emoji, attach it to `/save`.';

/** A picture set in motion, as the painting `id`, whose first picture stands for it. */
export async function movingPainting(
  { checkpoint, recipe, picture, side }: Still,
  job: MoveJob,
  id: string,
): Promise<Painting> {
  const { motion, format, speed = 1, spoiler } = job;
  const { frames, delay } = await move(picture, side, motion);
  const animation = await encodeAnimation(frames, { size: side, format, delay: delay / speed });
  const { style, seed } = recipe;
  const again = repeatable(job) && speed;
  const note = again === undefined ? joinNotes(recipe.note, byHand) : recipe.note;
  return {
    id,
    kind: job.kind,
    subject: subjectOf(recipe.subject, motion),
    note,
    seed,
    style,
    checkpoint: checkpoint.name,
    spoiler,
    pictures: [],
    animation: {
      ...animation,
      width: side,
      height: side,
      frames: frames.length,
      picture: idOf(id, 0),
      speed: again,
    },
  };
}
