import { encodeAnimation } from '#images/animation.ts';
import type { Credentials } from '#images/credentials/credentials.ts';
import { move } from '#images/motions/motions.ts';
import type { Motion } from '#images/motions/names.ts';
import { message } from '#lib/i18n.ts';
import { idOf } from '#lib/ids.ts';
import type { Caller, Job, Painting } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Allowance } from '../people/allowance.ts';
import { joinNotes } from '../planning/notes.ts';
import { repeatable } from '../planning/repeatable.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { PaintTask } from '../queue/request.ts';
import type { Still, Stills } from './stills.ts';

export type MoveJob = Extract<Job, { kind: 'move' }>;

/** What a picture does, as a word after its name. */
const doing: Record<Motion, string> = {
  bounce: 'bouncing',
  spin: 'spinning',
  party: 'partying',
  petpet: 'petted',
  shake: 'shaking',
  wiggle: 'wiggling',
};
const ending = new RegExp(`, (${Object.values(doing).join('|')})$`);

/** What a moving picture is called: of one that moved before, what it does now. */
const subjectOf = (subject: string, motion: Motion): string => `${subject.replace(ending, '')}, ${doing[motion]}`;

const byHand = message('note.not-kept');

interface MoverParts {
  credentials: Credentials;
  stills: Stills;
  allowanceOf(caller: Caller): Promise<Allowance>;
  inheritSpoiler(job: MoveJob, parents: string[], caller: Caller): Promise<MoveJob>;
  record(id: string, task: PaintTask, checkpoint: OpenCheckpoint, recipe: Still['recipe']): Promise<void>;
}

/** Sets pictures in motion: those that are there, and those that are painted for it. */
export function createMover({ credentials, stills, allowanceOf, inheritSpoiler, record }: MoverParts) {
  return {
    /** Throws as `Finder.find`. */
    async move(asked: MoveJob, caller: Caller, { id, signal, report }: WorkContext): Promise<Painting> {
      const { settings } = await allowanceOf(caller);
      const { style, seed } = asked;
      const options = { caller, id: idOf(id, 0), style, seed, preferred: settings.style };
      const still = await stills.find(asked.picture, options);
      const job = await inheritSpoiler(asked, still.recipe.parents, caller);
      signal.throwIfAborted();
      report(0.4);
      const painting = await movingPainting(still, job, id, credentials);
      signal.throwIfAborted();
      await record(id, { job, caller }, still.checkpoint, { ...still.recipe, subject: painting.subject });
      return painting;
    },
    /** What was set in motion before, once more; `picture` stands for it. */
    again: async (picture: string, job: MoveJob, caller: Caller, id: string): Promise<Painting> =>
      movingPainting(await stills.recall(picture, caller), job, id, credentials),
  };
}

/** A picture set in motion, as the painting `id`, whose first picture stands for it. */
async function movingPainting(
  { checkpoint, recipe, picture, side }: Still,
  job: MoveJob,
  id: string,
  credentials: Credentials,
): Promise<Painting> {
  const { motion, format, speed = 1, spoiler, private: own } = job;
  const { frames, delay } = await move(picture, side, motion);
  const encoded = await encodeAnimation(frames, { size: side, format, delay: delay / speed });
  const animation = { ...encoded, bytes: await credentials.sign(encoded.bytes, encoded.mime) };
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
    private: own,
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
