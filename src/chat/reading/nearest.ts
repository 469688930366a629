import { editDistance } from '#lib/edit-distance.ts';

/** The candidate that is typed most like `word`, where one is near enough to have been meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(typed.length / 3));
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = candidate.startsWith(typed) ? 0.5 : editDistance(typed, candidate.toLowerCase());
    if (distance <= farthest && (!best || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}
