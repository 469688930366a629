import { conceptOf } from '#training/data/concepts.ts';

/** The concept of an emoji as typed, with or without variation selectors: `🦊` becomes `1f98a`. */
export function conceptOfCharacters(emoji: string): string {
  const codes = Array.from(emoji, (character) => character.codePointAt(0)!.toString(16).padStart(4, '0'));
  return conceptOf(codes.filter((code) => code !== 'fe0e').join('-'));
}

/** A concept without its skin tones. */
export function withoutTones(concept: string): string {
  return concept.replace(/-1f3f[b-f]/g, '');
}
