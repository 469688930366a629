import type { Other } from './arranged.ts';
import type { Element } from './elements.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { isMood } from './merge.ts';
import { senseOf } from './said.ts';

/** The first colour and the first mood that are said of a thing, and what else is. */
export function lookOf(said: readonly Element[], known: KnownEmoji): { look: Other['look']; rest: Element[] } {
  const look: Other['look'] = {};
  const rest = said.filter((element) => {
    const colour = senseOf(element, 'colour')?.colour;
    const mood = colour ? undefined : moodOf(element, known);
    if (colour && !look.colour) look.colour = colour;
    else if (mood !== undefined && !look.mood) look.mood = known.at(mood).concept;
    else return true;
    return false;
  });
  return { look, rest };
}

/** The face of a word's mood, where the model knows it. */
export function moodOf(element: Element, known: KnownEmoji): number | undefined {
  const sense = senseOf(element, 'mood');
  const emoji = sense ? known.lexicon.emojiOf(sense.concept) : element.emoji;
  return emoji !== undefined && known.has(emoji) && isMood(emoji, known) ? emoji : undefined;
}
