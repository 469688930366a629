import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What an emoji shows, whatever its style. */
export interface EmojiConcept {
  /** Code points in lower-case hex joined by `-`, without fe0f. */
  concept: string;
  label: string;
  group: string;
}

interface EmojibaseEntry {
  hexcode: string;
  label: string;
  group?: number;
  order?: number;
}

/** Emojibase's numbers of the groups that show things; components, symbols and flags are left out. */
const groups: Record<number, string> = {
  0: 'smileys-emotion',
  1: 'people-body',
  3: 'animals-nature',
  4: 'food-drink',
  5: 'travel-places',
  6: 'activities',
  7: 'objects',
};

/** A code point sequence as all parts of Easel write it: `1F441-FE0F` becomes `1f441`. */
export function conceptOf(hexcode: string): string {
  return hexcode.toLowerCase().replaceAll('-fe0f', '');
}

/** The concepts of emoji that are written with spaces between them. */
export function conceptsOf(emoji: string): string[] {
  const hexcode = (one: string) => Array.from(one, (character) => character.codePointAt(0)!.toString(16)).join('-');
  return emoji
    .trim()
    .split(/\s+/)
    .map((one) => conceptOf(hexcode(one)));
}

/** All emoji that show something, in Unicode's order, without skin tones. */
export async function readConcepts(): Promise<EmojiConcept[]> {
  const path = fileURLToPath(import.meta.resolve('emojibase-data/en/data.json'));
  const entries = JSON.parse(await readFile(path, 'utf8')) as EmojibaseEntry[];
  return entries
    .filter((entry) => entry.group !== undefined && entry.group in groups)
    .sort((a, b) => a.order! - b.order!)
    .map((entry) => ({ concept: conceptOf(entry.hexcode), label: entry.label, group: groups[entry.group!]! }));
}
