import type { types } from '@slack/bolt';
import { shorten } from './text.ts';
import type { ShownImage } from './view.ts';

/** The button that stands for the spoilers of a message, and carries them. */
export const spoilerId = 'spoiler';

const longest = { title: 20, alt: 75 };

export function spoilerButton(images: ShownImage[], label: string): types.Button {
  const kept = images.map(({ pictures, made, file, title, alt }) => ({
    pictures,
    ...(made && { made }),
    file,
    title: shorten(title, longest.title),
    alt: shorten(alt, longest.alt),
  }));
  return {
    type: 'button',
    action_id: spoilerId,
    text: { type: 'plain_text', text: label, emoji: true },
    value: JSON.stringify(kept),
  };
}

/** The spoilers that such a button carries; those of older messages each show one picture. */
export function readSpoilers(value: string | undefined): ShownImage[] {
  const kept: (ShownImage & { picture?: string })[] = JSON.parse(value ?? '[]');
  return kept.map(({ picture, ...image }) => ({
    ...image,
    pictures: image.pictures ?? [picture].flatMap((id) => id ?? []),
    spoiler: true,
  }));
}
