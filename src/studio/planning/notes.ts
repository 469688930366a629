import { type Message, message, type Said, sentences } from '#lib/i18n.ts';
import type { Fitted } from '../sketches/sketches.ts';

/** Says what stands beside the subject that was asked to be on it; `nameOf` a concept, in words. */
export function noteOnParts({ apart }: Fitted, nameOf: (concept: string) => string | undefined): Message | undefined {
  if (apart.length === 0) return undefined;
  const called: (string | Message)[] = apart.flatMap((concept) => nameOf(concept) ?? []);
  const [first = message('note.part-of-that'), ...others] = called;
  const what = others.reduce<string | Message>((one, other) => message('error.both', { one, other }), first);
  return message('note.beside', { what });
}

export function joinNotes(...notes: (Said | undefined)[]): Said | undefined {
  const [first, ...others] = notes.filter(Boolean);
  return first && sentences(first, ...others);
}

/** Names words that could not be used. */
export const noteOnUnknown = (unknown: readonly string[]): Message | undefined =>
  unknown.length > 0 ? message('note.left-out', { words: unknown.map((word) => `"${word}"`).join(', ') }) : undefined;

/** Says that pictures were chosen from so many. */
export const notePicked = (from: number): Message => message('note.picked', { from });
