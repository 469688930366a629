import { type BannerUse, bannerSizes, drawBanner } from '#images/banner.ts';
import type { Credentials } from '#images/credentials/credentials.ts';
import { checkLetters } from '#images/lettering.ts';
import { drawPattern } from '#images/pattern.ts';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { idOf } from '#lib/ids.ts';
import { anySeed } from '#lib/random.ts';
import { zip } from '#lib/zip.ts';
import { colourOf } from '#training/data/compositions/palette.ts';
import { colours } from '#training/data/compositions/scene.ts';
import type { Caller, Drawing, Job, PaintedFile, Painting } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Allowance } from '../people/allowance.ts';
import { joinNotes } from '../planning/notes.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { PaintTask } from '../queue/request.ts';
import type { PaintedRecipe, Still, Stills } from './stills.ts';

export type SceneryJob = Extract<Job, { kind: 'pattern' | 'banner' }>;

interface SceneryParts {
  credentials: Credentials;
  stills: Stills;
  clock: Clock;
  allowanceOf(caller: Caller): Promise<Allowance>;
  inheritSpoiler(job: SceneryJob, parents: string[], caller: Caller): Promise<SceneryJob>;
  record(id: string, task: PaintTask, checkpoint: OpenCheckpoint, recipe: PaintedRecipe): Promise<void>;
}

/** What is painted for a banner is drawn under other ids than those that are recorded, which leave out what was there. */
const apart = 100;

type Made = { drawings: Drawing[]; files?: PaintedFile[] };

/** Makes patterns and banners of pictures: those that are there, and those that are painted for it. */
export function createScenery({ credentials, stills, clock, allowanceOf, inheritSpoiler, record }: SceneryParts) {
  const sign = (png: Uint8Array) => credentials.sign(png, 'image/png');

  async function draw(job: SceneryJob, found: readonly Still[], subject: string, seed: number): Promise<Made> {
    const motifs = found.map(({ picture, png }) => ({ pixels: picture, png }));
    const colour = readColour(job.colour);
    if (job.kind === 'pattern') {
      const { tile, preview } = await drawPattern(motifs, { seed, colour });
      return {
        drawings: [
          { name: 'tile', png: await sign(tile), alt: message('scenery.pattern', { subject }) },
          { name: 'tiled', png: await sign(preview), alt: message('scenery.tiled') },
        ],
      };
    }
    const { words } = job;
    const uses = Object.keys(bannerSizes) as BannerUse[];
    const drawn = await Promise.all(uses.map(async (use) => sign(await drawBanner(motifs, { use, words, colour }))));
    const alt = words ? message('scenery.banner-words', { subject, words }) : message('scenery.banner', { subject });
    const bytes = zip(
      uses.map((use, index) => ({ name: `${use}-${bannerSizes[use].join('x')}.png`, bytes: drawn[index]! })),
      clock.now(),
    );
    const about = message('scenery.file');
    return {
      drawings: [{ name: 'banner', png: drawn[0]!, alt }],
      files: [{ name: 'banner.zip', mime: 'application/zip', bytes, about }],
    };
  }

  return async (job: SceneryJob, caller: Caller, { id, signal, report }: WorkContext): Promise<Painting> => {
    const { settings, left } = await allowanceOf(caller);
    if (job.ingredients.length > Math.min(settings.count, left)) {
      throw new AppError('rate_limited', message('limit.things', { count: Math.min(settings.count, left) }));
    }
    readColour(job.colour);
    if (job.kind === 'banner' && job.words) checkLetters(job.words);
    const { style, seed = anySeed() } = job;
    const found: Still[] = [];
    for (const [index, ingredient] of job.ingredients.entries()) {
      const options = {
        caller,
        id: idOf(id, apart + index),
        style,
        seed: (seed + index) % 2 ** 32,
        preferred: settings.style,
      };
      found.push(await stills.find(ingredient, options));
      signal.throwIfAborted();
      report((0.7 * (index + 1)) / job.ingredients.length);
    }
    const subject = found.map(({ recipe }) => recipe.subject).join(' + ');
    const made = await draw(job, found, subject, seed);
    signal.throwIfAborted();
    const anew = found.filter(({ recipe }) => recipe.parents.length === 0);
    const [{ checkpoint, recipe }] = (anew.length > 0 ? anew : found) as [Still];
    const parents = found.flatMap((still) => still.recipe.parents);
    const plans = anew.flatMap((still) => still.recipe.plans);
    const note = joinNotes(...found.map((still) => still.recipe.note));
    // What is hidden by itself, or for somebody alone, is so in what is made of it.
    const inherited = await Promise.all(parents.map((parent) => inheritSpoiler(job, [parent], caller)));
    const spoiler = job.spoiler ?? (inherited.some((one) => one.spoiler) || undefined);
    const own = job.private ?? (inherited.some((one) => one.private) || undefined);
    const task = { job: { ...job, spoiler, private: own }, caller };
    if (plans.length > 0) await record(id, task, checkpoint, { ...recipe, subject, seed, parents, plans });
    const pictures = anew.map(
      (
        {
          png,
          side,
          recipe: {
            plans: [{ alt }],
          },
        },
        index,
      ) => {
        return { id: idOf(id, index), number: index + 1, width: side, height: side, png, alt };
      },
    );
    const { kind } = job;
    return {
      id,
      kind,
      subject,
      note,
      seed,
      style: recipe.style,
      checkpoint: checkpoint.name,
      spoiler,
      private: own,
      pictures,
      madeOf: parents,
      ...made,
    };
  };
}

/** A colour by its name or as `#5865f2`. Throws `bad_option`. */
function readColour(asked: string | undefined): string | undefined {
  const typed = asked?.trim().toLowerCase();
  if (typed === undefined || /^#([0-9a-f]{3}|[0-9a-f]{6})$/.test(typed)) return typed;
  const known = colours.find((colour) => colour === typed);
  if (known && known !== 'rainbow') {
    const channels = colourOf(known).map((value) => Math.round(Math.min(255, Math.max(0, value))));
    return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  }
  const names = colours.filter((colour) => colour !== 'rainbow').join(', ');
  throw new AppError('bad_option', message('scenery.colour', { typed, names }));
}
