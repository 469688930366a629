import { AppError } from '#lib/errors.ts';
import type { Caller, Ingredient, Job, JobProgress, PaintedPicture, Painting, Studio, Ticket } from '#studio/api.ts';
import { type Album, flatPng } from './album.ts';

const known: Record<string, string> = {
  fox: 'fox 🦊',
  '🦊': 'fox 🦊',
  '🍩': 'doughnut 🍩',
  cat: 'cat 🐱',
  '🐱': 'cat 🐱',
};
const styles = ['noto', 'twemoji'];

export interface FakeStudio extends Studio {
  /** All jobs as they were submitted. */
  jobs: Job[];
  /** From now on jobs wait until `release`; they say that they are at this place, this far from their turn. */
  hold(position: number, waitMs: number): void;
  release(): void;
  /** The next job fails with this. */
  failNext(error: Error): void;
}

interface Running {
  caller: Caller;
  ticket: Ticket;
  kind: string;
  start(): void;
}

/** Paints flat colours at once, knows foxes, doughnuts and cats, and understands a PNG by its first bytes. */
export function createFakeStudio(album: Album): FakeStudio {
  const jobs: Job[] = [];
  const running = new Map<string, Running>();
  let held: { position: number; waitMs: number } | undefined;
  let failure: Error | undefined;
  let count = 0;

  const remember = (job: Job, caller: Caller, painting: Painting) => {
    const source = 'picture' in job ? job.picture : '';
    const named = typeof source === 'string' ? source : 'text' in source ? source.text : '';
    const parents = album.pictures.has(named) ? [named] : [];
    for (const picture of [...painting.pictures, ...stillsOf(painting)]) {
      album.pictures.set(picture.id, {
        workspaceId: caller.workspaceId,
        author: caller.name,
        authorId: caller.userId,
        painting,
        picture,
        job,
        parents,
      });
    }
  };

  const submit = (job: Job, caller: Caller): Ticket => {
    jobs.push(job);
    if (failure) {
      const thrown = failure;
      failure = undefined;
      throw thrown;
    }
    const id = `job${++count}`;
    const { promise: done, resolve, reject } = Promise.withResolvers<Painting>();
    done.catch(() => {});
    const listeners = new Set<(progress: JobProgress) => void>();
    let progress: JobProgress = { state: 'waiting', ...(held ?? { position: 1, waitMs: 100 }) };
    const report = (next: JobProgress) => {
      progress = next;
      for (const listener of listeners) listener(next);
    };
    const start = () => {
      report({ state: 'running', ratio: 0.5 });
      paintFlat(job, caller, album, id).then((painting) => {
        running.delete(id);
        if (job.kind !== 'recall') remember(job, caller, painting);
        resolve(painting);
      }, reject);
    };
    const ticket: Ticket = {
      id,
      done,
      progress: () => progress,
      onProgress: (listener) => void listeners.add(listener),
      cancel() {
        if (running.delete(id)) reject(new AppError('cancelled', 'Cancelled. Nothing was painted.'));
      },
    };
    running.set(id, { caller, ticket, kind: job.kind, start });
    if (!held) start();
    return ticket;
  };

  return {
    jobs,
    submit,
    hold: (position, waitMs) => {
      held = { position, waitMs };
    },
    release() {
      held = undefined;
      for (const { start } of running.values()) start();
    },
    failNext: (error) => {
      failure = error;
    },
    queue: async (caller) => ({
      entries: [...running.values()].map(({ caller: owner, ticket, kind }) => ({
        id: ticket.id,
        kind,
        mine: owner.userId === caller.userId,
        here: owner.workspaceId === caller.workspaceId,
        progress: ticket.progress(),
      })),
      device: 'cpu (2 threads)',
      checkpoint: 'easel',
    }),
    async cancel(caller, ticketId) {
      const mayCancel = (owner: Caller) => owner.userId === caller.userId || (caller.admin && ticketId !== undefined);
      const chosen = [...running.values()].filter(
        ({ caller: owner, ticket }) => mayCancel(owner) && (ticketId === undefined || ticket.id === ticketId),
      );
      if (ticketId !== undefined && !chosen.length) throw new AppError('not_found', `You have no job ${ticketId}.`);
      for (const { ticket } of chosen) ticket.cancel();
      return chosen.length;
    },
    suggest: async (kind, text) =>
      (kind === 'style' ? styles : Object.keys(known))
        .filter((completion) => completion.startsWith(text))
        .map((value) => ({ value, label: value })),
  };
}

/** The picture that stands for an animation. */
function stillsOf({ animation, subject }: Painting): PaintedPicture[] {
  if (!animation) return [];
  return [{ id: animation.picture, number: 1, width: 8, height: 8, png: animation.bytes, alt: subject }];
}

async function paintFlat(job: Job, caller: Caller, album: Album, id: string): Promise<Painting> {
  if (job.kind === 'recall') {
    const { painting } = album.find(caller, job.picture);
    if (painting.animation) return painting;
  }
  const style = ('style' in job && job.style) || 'noto';
  if (!styles.includes(style))
    throw new AppError('bad_option', `There is no style ${style}. Try ${styles.join(', ')}.`);
  const subject = subjectOf(job, caller, album);
  const seed = ('seed' in job ? job.seed : undefined) ?? 1000 + Number(id.slice(3));
  const size = job.kind === 'enlarge' ? 32 : 8;
  const picture = async (index: number) => ({
    id: job.kind === 'recall' ? job.picture : `${id}pic${index + 1}`,
    number: index + 1,
    width: size,
    height: size,
    png: await flatPng(JSON.stringify([subject, style, seed, index]), size),
    alt: `${subject || 'a sample'}, picture ${index + 1}`,
  });
  return {
    id,
    kind: job.kind,
    subject,
    seed,
    style,
    checkpoint: 'easel',
    spoiler: job.spoiler,
    private: job.private,
    directions: job.kind === 'explore' ? ['warm', 'round', 'happy'] : undefined,
    pictures: await Promise.all(Array.from({ length: pictureCount(job) }, (_, index) => picture(index))),
    ...((job.kind === 'pattern' || job.kind === 'banner') && {
      drawings: [{ name: job.kind, png: await flatPng(`${subject}, ${job.kind}`, 24), alt: subject }],
    }),
    ...(job.kind === 'pack' && {
      drawings: [{ name: 'sheet', png: await flatPng(`${subject}, sheet`, 24), alt: subject }],
      files: [{ name: 'fox.zip', mime: 'application/zip', bytes: Buffer.from('PK'), about: 'what emoji tools read' }],
    }),
    ...((job.kind === 'interpolate' || job.kind === 'move') && {
      animation: {
        ...{ bytes: new Uint8Array([1]), mime: `image/${job.format}`, width: 8, height: 8 },
        frames: job.kind === 'move' ? 12 : job.frames,
        ...{ picture: `${id}pic1`, speed: JSON.stringify(job).includes('"upload"') ? undefined : job.speed },
      },
    }),
  };
}

function pictureCount(job: Job): number {
  if (job.kind === 'generate' || job.kind === 'pack') return job.count;
  if (job.kind === 'interpolate' || job.kind === 'move') return 0;
  return job.kind === 'mix' || job.kind === 'sketch' || job.kind === 'vary' ? 4 : 1;
}

function subjectOf(job: Job, caller: Caller, album: Album): string {
  const name = (ingredient: Ingredient) => nameOf(ingredient, caller, album);
  switch (job.kind) {
    case 'generate':
      return job.prompt ? name({ text: job.prompt }) : '';
    case 'mix':
    case 'pattern':
    case 'banner':
      return job.ingredients.map(name).join(' + ');
    case 'interpolate':
      return `${name(job.from)} → ${name(job.to)}`;
    case 'restyle':
    case 'edit':
    case 'sketch':
    case 'explore':
    case 'move':
    case 'pack':
      return name(job.picture);
    default:
      return album.find(caller, job.picture).painting.subject;
  }
}

function nameOf(ingredient: Ingredient, caller: Caller, album: Album): string {
  if ('upload' in ingredient) {
    const { name, bytes } = ingredient.upload;
    if (bytes[0] === 0x89) return name;
    throw new AppError('bad_image', `${name} is not a picture I can read. Send a PNG, JPEG or WebP.`);
  }
  if (/^job\d+pic\d+$/.test(ingredient.text)) return album.find(caller, ingredient.text).painting.subject;
  const word = ingredient.text.split(' ').at(-1) ?? '';
  if (known[word]) return known[word];
  throw new AppError('unknown_prompt', `I have no picture for ${ingredient.text}. Try fox or cat.`);
}
