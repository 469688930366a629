import type { Fitted } from './sketches.ts';

/** Says what stands beside the subject that was asked to be on it; `nameOf` a concept, in words. */
export function noteOnParts({ apart }: Fitted, nameOf: (concept: string) => string | undefined): string | undefined {
  if (apart.length === 0) return undefined;
  const called = apart.flatMap((concept) => nameOf(concept) ?? []);
  const what = called.length > 0 ? called.join(' and ') : 'part of that';
  return `I could not draw ${what} on it, so it stands beside.`;
}

export const joinNotes = (...notes: (string | undefined)[]): string | undefined =>
  notes.filter(Boolean).join(' ') || undefined;

/** Names words that could not be used. */
export const noteOnUnknown = (unknown: readonly string[]): string | undefined =>
  unknown.length > 0 ? `I left out ${unknown.map((word) => `"${word}"`).join(', ')}.` : undefined;

/** Says that pictures were chosen from so many. */
export const notePicked = (from: number): string => `Picked from ${from} by this community's taste.`;
