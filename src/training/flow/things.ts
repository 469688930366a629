import { colours, type Scene } from '../data/compositions/scene.ts';
import { embeddingSize } from '../text/encoder.ts';

/** Things that a request may name: the first is what is shown, the others are with it. */
export const thingsAtMost = 3;

/** What things are in a scene. */
export const roles = [
  'subject',
  'mood',
  'colour',
  'pattern',
  'body',
  'being',
  'worn',
  'held',
  'beside',
  'behind',
  'count',
  'size',
] as const;
export type Role = (typeof roles)[number];

/** Places that a prior of scenes has for things. */
const scenePlaces = 8;

/**
 * How a prior takes things: in so many places, each marked with so many numbers. A prior of scenes is told the role of
 * each thing; an older one knows it by its place, and is told only whether there is one.
 */
export interface ThingLayout {
  places: number;
  marks: number;
}

export const sceneThings: ThingLayout = { places: scenePlaces, marks: roles.length };
export const plainThings: ThingLayout = { places: thingsAtMost, marks: 1 };

/** The layout of a prior whose table of roles has so many rows. */
export const layoutOf = (rows: number): ThingLayout => (rows === thingsAtMost ? plainThings : sceneThings);

/** The embedding of a thing; the first of several is the subject and the others are held, unless they say otherwise. */
export interface GivenThing {
  embedding: Float32Array;
  role?: Role;
}

/**
 * Writes things into row `row` of `things [batch, places, embeddingSize]` and `given [batch, places, marks]`, both of
 * zeros; those for which there is no place are left out, the last first.
 */
export function writeThings(
  { places, marks }: ThingLayout,
  given: readonly GivenThing[],
  row: number,
  out: { things: { set(values: Float32Array, at: number): void }; given: { [at: number]: number } },
): void {
  const bySubject = given.toSorted(
    (a, b) => Number(roleOf(b, given) === 'subject') - Number(roleOf(a, given) === 'subject'),
  );
  for (const [place, thing] of bySubject.slice(0, places).entries()) {
    out.things.set(thing.embedding, (row * places + place) * embeddingSize);
    const mark = marks === 1 ? 0 : roles.indexOf(roleOf(thing, given));
    out.given[(row * places + place) * marks + mark] = 1;
  }
}

const roleOf = (thing: GivenThing, all: readonly GivenThing[]): Role =>
  thing.role ?? (thing === all[0] ? 'subject' : 'held');

/** A part of a scene: a concept, or a word for what no emoji shows. */
export type ScenePart = { role: Role } & ({ concept: string } | { word: string });

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** What the embedding of a word is called among the weights of a prior of scenes. */
export const wordName = (word: string): string => `word/${word}`;

/** Every word that a part can be. */
export const sceneWords: readonly string[] = [...colours, ...numbers.slice(1), 'tiny', 'giant'];

/** What a scene is made of, the subject first. */
export function partsOf(scene: Scene): ScenePart[] {
  const { subject, mood, colour, pattern, body, being, worn = [], held = [], beside = [], behind = [] } = scene;
  const { count = 1, size, on } = scene;
  const concepts = (role: Role, list: readonly (string | undefined)[]): ScenePart[] =>
    list.flatMap((concept) => (concept === undefined ? [] : [{ role, concept }]));
  return [
    ...concepts('subject', [subject]),
    ...concepts('mood', [mood]),
    ...(colour ? [{ role: 'colour', word: colour } as const] : []),
    ...concepts('worn', worn),
    ...(count > 1 ? [{ role: 'count', word: numbers[count - 1]! } as const] : []),
    ...concepts('body', [body]),
    ...concepts('being', [being]),
    ...concepts('pattern', [pattern]),
    // What it rides is with it as what it holds is.
    ...concepts('held', [...held, on]),
    ...concepts('behind', behind),
    ...concepts('beside', beside),
    ...(size ? [{ role: 'size', word: size } as const] : []),
  ];
}
