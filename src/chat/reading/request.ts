import type { Ingredient, Job, PictureHistory } from '#studio/api.ts';

type Value = string | number | undefined;

/** What was asked for, in the parts that people change. */
export interface TypedRequest {
  /** A command's name. */
  command: string;
  /** What it takes without naming it: a prompt, things, a picture's id. */
  words: string;
  /** Nothing where the picture keeps its own. */
  style?: string;
  seed?: number;
  /** The other options, as they are typed. */
  more: string;
}

/** What to type for the same pictures; nothing where that cannot be said, as after an upload. */
export function requestOf({ again, seed, style, checkpoint, picture }: PictureHistory): TypedRequest | undefined {
  const isPrivate = picture.private ? 'yes' : undefined;
  const build = (command: string, words: Value[], named: Record<string, Value>, own?: number): TypedRequest => {
    const hidden = { spoiler: again?.spoiler ? 'yes' : undefined, private: isPrivate };
    const more = options({ ...named, ...hidden });
    return {
      command,
      words: words.filter((word) => word !== undefined && word !== '').join(' '),
      style,
      seed: own,
      more,
    };
  };
  switch (again?.kind) {
    case 'generate': {
      const { prompt, wishes, count, spread } = again;
      const named = { ...wishes, count, spread: spread === 1 ? undefined : spread, model: checkpoint };
      return build('generate', [prompt], named, seed);
    }
    case 'mix': {
      const { ingredients, balance } = again;
      return build('mix', ingredients.map(typed), { balance: balance === 0.5 ? undefined : balance }, seed);
    }
    case 'interpolate': {
      const { from, to, frames, speed, format } = again;
      return build('interpolate', [typed(from), typed(to)], { frames, speed, format });
    }
    case 'move': {
      const { motion, speed, format } = again;
      return { ...build('make', [motion, picture.id], { speed, format }), style: undefined };
    }
    case 'pack':
      return build('make', ['pack', typed(again.picture)], { count: again.count }, seed);
    case 'pattern':
    case 'banner': {
      const { kind, ingredients, colour } = again;
      const text = again.kind === 'banner' ? again.words : undefined;
      return { ...build('make', [kind, ...ingredients.map(typed)], { text, colour }, seed), style: again.style };
    }
    case 'edit':
      return build('edit', [typed(again.picture), again.words], { ...again.changes });
    case 'restyle':
      return build('restyle', [typed(again.picture)], {});
    default:
      return undefined;
  }
}

/** As one line, to be copied. */
export function lineOf({ command, words, style, seed, more }: TypedRequest): string {
  return [`/${command}`, words, options({ style, seed }), more].filter(Boolean).join(' ');
}

/** Whether a job is of a picture that is named by its id, and of which. */
export function picturesNamedIn(job: Job): string[] {
  if ('ingredients' in job) return job.ingredients.map(typed);
  if (job.kind === 'interpolate') return [typed(job.from), typed(job.to)];
  if (!('picture' in job)) return [];
  return [typeof job.picture === 'string' ? job.picture : typed(job.picture)];
}

function options(values: Record<string, Value>): string {
  const typedOptions = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}:${quoted(String(value))}`,
  );
  return typedOptions.join(' ');
}

function typed(ingredient: Ingredient): string {
  return 'text' in ingredient ? quoted(ingredient.text) : '';
}

function quoted(text: string): string {
  return /\s/.test(text) ? `"${text.replaceAll('"', "'")}"` : text;
}
