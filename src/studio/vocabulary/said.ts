import type { Element } from './elements.ts';
import type { Sense } from './scenes/tables.ts';

/** Kinds of senses that describe a thing. */
const describing: ReadonlySet<Sense['kind']> = new Set([
  'colour',
  'mood',
  'being',
  'part',
  'count',
  'size',
  'arrangement',
]);

export const senseOf = <Kind extends Sense['kind']>({ senses }: Element, kind: Kind) =>
  senses.find((sense): sense is Extract<Sense, { kind: Kind }> => sense.kind === kind);

/** What an element says of a thing. */
export const saidBy = ({ senses }: Element): Sense | undefined => senses.find(({ kind }) => describing.has(kind));

export const describes = ({ senses }: Element) => senses.some(({ kind }) => describing.has(kind));
export const names = (element: Element): element is Element & { emoji: number } => element.emoji !== undefined;
