import type { Scene } from '#training/data/compositions/scene.ts';
import type { Depiction } from './depiction.ts';

/** A concept is named by the code points of its emoji: `1f98a` is 🦊. */
function emojiOf(concept: string): string {
  const points = concept.split('-').map((point) => Number.parseInt(point, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : concept;
}

const all = (concepts: readonly string[] = []): string => concepts.map(emojiOf).join(' ');

/** A scene in a few words and emoji: `🦊, mood 😴, wearing 👑, purple`. */
function sceneInWords(scene: Scene): string {
  const { subject, mood, colour, pattern, body, being, worn, held, beside, behind, count, size } = scene;
  const part = (name: string, shown: string | undefined) => shown && `${name} ${shown}`;
  const parts = [
    [count && count > 1 ? `${count} ×` : '', size, emojiOf(subject)].filter(Boolean).join(' '),
    part('mood', mood && emojiOf(mood)),
    part('wearing', all(worn)),
    part('holding', all(held)),
    part('beside', all(beside)),
    part('before', all(behind)),
    part('with the pattern of', pattern && emojiOf(pattern)),
    part('with the body of', body && emojiOf(body)),
    part('as', being && emojiOf(being)),
    colour,
  ];
  return parts.filter(Boolean).join(', ');
}

/** What a picture shows, as it was understood. */
export const depictionInWords = ({ scenes }: Depiction): string => scenes.map(sceneInWords).join('; ');
