import type { Colour } from '#training/data/compositions/scene.ts';

/** How what comes next, or came before, is with the subject. */
export type Relation =
  /** Worn, held or beside it, by what the thing is. */
  | 'with'
  | 'wears'
  | 'holds'
  /** Behind the subject: `in front of`. */
  | 'before'
  /** Around the subject: `in`, `at`, `under`. */
  | 'at'
  /** Under the subject, which rides it, or sits or stands on it. */
  | 'on'
  | 'madeOf'
  /** The thing that gets the subject's face: `in the shape of`. */
  | 'shapedLike'
  /** The thing before gets the face of the one that follows: `with the face of`. */
  | 'faceOf'
  /** The kind of being: `dressed as`. */
  | 'as'
  /** No place in the subject's picture: `next to`. */
  | 'near'
  | 'without'
  | 'and'
  /** Of one name, as a slice of pizza, or the end of what describes a thing, as 的. */
  | 'of';

/** Words or phrases, separated by commas; `*` after one stands for any ending of the language. */
type List = string;
/** Lists by the emoji that they name. */
type Lists = Readonly<Record<string, List>>;

/** What one language says about a picture, apart from the things in it. */
export interface SceneWords {
  /** What `*` stands for: endings separated by spaces, and none. */
  endings?: string;
  /** Adjectives follow what they describe. */
  adjectivesFollow?: true;
  colours: Readonly<Partial<Record<Colour, List>>>;
  /** By the face that shows the mood. */
  moods: Lists;
  numbers: Readonly<Partial<Record<2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 'many', List>>>;
  sizes?: Readonly<Record<'tiny' | 'giant', List>>;
  arrangements?: Readonly<Partial<Record<'row' | 'stack' | 'crowd', List>>>;
  /** Kinds of beings that the lexicon does not know by these words. */
  beings?: Lists;
  /** Phrases that say what a thing does in the picture, and the thing: `on fire`, `crowned`. */
  worn?: Lists;
  held?: Lists;
  beside?: Lists;
  behind?: Lists;
  /** Everyday names of things that the lexicon lacks; with `!` before one, also where it is another emoji's label. */
  things?: Lists;
  /** Words before the thing that they relate, and after it; one that is in both is read by what is there. */
  before?: Readonly<Partial<Record<Relation, List>>>;
  after?: Readonly<Partial<Record<Relation, List>>>;
  /** Nouns that say nothing more than the mood before them: angry `eyes`. */
  faces?: List;
  /** Said of the picture or to the painter: nothing to paint and nothing to mention. */
  silent?: List;
  /** Asked of the picture, but not to be had: named as left out. */
  unheard?: List;
}

/** Each number with each of the words that are counted by: `二匹`, `二羽`. */
export function counted(numbers: string, counters: string): List {
  return numbers
    .split(' ')
    .flatMap((number) => counters.split(' ').map((counter) => number + counter))
    .join(', ');
}
