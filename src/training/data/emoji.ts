import { type EmojiConcept, readConcepts } from './concepts.ts';
import type { Dataset, LoadOptions } from './dataset.ts';
import { renderDrawing } from './drawing.ts';
import { loadDrawnSet } from './drawn-set.ts';
import { collectNames, drawIcon, type Icon, readIconSet } from './iconset.ts';
import type { Candidate } from './pipeline.ts';
import { isHeldOut } from './split.ts';

/** The npm packages that the styles come from; all are optional dependencies. */
export const emojiPackages: Record<string, string> = {
  noto: '@iconify-json/noto',
  twemoji: '@iconify-json/twemoji',
  'fluent-flat': '@iconify-json/fluent-emoji-flat',
  fluent: '@iconify-json/fluent-emoji',
  'noto-v1': '@iconify-json/noto-v1',
  emojione: '@iconify-json/emojione',
};

/** What older sets draw under the name of a newer concept: there `cricket` is the game, not the insect. */
const misnamed: Record<string, string[]> = { 'noto-v1': ['1f997'], emojione: ['1f997'] };

/** To be raised when the same packages would give another set. */
const recipe = 3;

/** The emoji of six open sets, one style each, matched by code point and framed alike; about 7,500 pictures. */
export function loadEmoji(options: LoadOptions): Promise<Dataset> {
  return loadDrawnSet({ name: 'emoji', packages: emojiPackages, recipe, collect: collectEmoji }, options);
}

/** An emoji as one style draws it. */
export interface EmojiIcon {
  concept: EmojiConcept;
  style: string;
  icon: Icon;
}

/** Every emoji that shows something, in each of these styles that draws it. */
export async function readEmojiIcons(styles: readonly string[]): Promise<EmojiIcon[]> {
  const concepts = await readConcepts();
  const sets = new Map(await Promise.all(styles.map(async (s) => [s, await readIconSet(emojiPackages[s]!)] as const)));
  const names = collectNames(concepts, sets.values());
  return [...sets].flatMap(([style, set]) =>
    concepts.flatMap((concept) => {
      if (misnamed[style]?.includes(concept.concept)) return [];
      const own = set.named.get(concept.concept);
      const candidates = own ? [own] : [...names.get(concept.concept)!];
      const icon = candidates.map(set.icon).find((one) => one !== undefined);
      return icon ? [{ concept, style, icon }] : [];
    }),
  );
}

async function collectEmoji(styles: readonly string[], size: number): Promise<Candidate[]> {
  return (await readEmojiIcons(styles)).map(({ concept, style, icon }) => {
    const picture = { ...concept, style, heldOut: isHeldOut(concept.concept) };
    return {
      picture,
      file: `${style}/${concept.label}`,
      lossy: false,
      read: () => renderDrawing(drawIcon(icon), size),
    };
  });
}
