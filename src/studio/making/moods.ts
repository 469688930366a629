/** A mood of a pack: its name, and the face that has it. */
export interface Mood {
  name: string;
  concept: string;
  emoji: string;
}

const mood = (name: string, emoji: string): Mood => ({ name, emoji, concept: emoji.codePointAt(0)!.toString(16) });

/** What people say most with emoji, the most needed first; those past sixteen stand in for what cannot be drawn. */
export const moods: readonly Mood[] = [
  mood('happy', '😄'),
  mood('laughing', '😂'),
  mood('love', '😍'),
  mood('cool', '😎'),
  mood('wink', '😉'),
  mood('crying', '😭'),
  mood('angry', '😡'),
  mood('surprised', '😮'),
  mood('sleepy', '😴'),
  mood('thinking', '🤔'),
  mood('scared', '😱'),
  mood('silly', '😜'),
  mood('starry', '🤩'),
  mood('shy', '😳'),
  mood('kiss', '😘'),
  mood('nerd', '🤓'),
  mood('please', '🥺'),
  mood('sick', '🤢'),
  mood('dizzy', '😵'),
  mood('smirk', '😏'),
  mood('proud', '😤'),
  mood('unamused', '😒'),
];

/** Smileys in Unicode: those that are a face and nothing else, no cat's, and no person's. */
const smileys = /^(263a|1f6(0[0-9a-f]|1[0-9a-f]|2[0-9a-f]|3[0-7]|4[1-4])|1f91[0-7]|1f92[0-57-9a-f]|1f97[0-6a])$/;

/** Whether a concept is a smiley, whose mood is all that it is. */
export const isSmiley = (concept: string): boolean => smileys.test(concept);
