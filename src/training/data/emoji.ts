import { AppError } from '#lib/errors.ts';
import { readConcepts } from './concepts.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { renderDrawing } from './drawing.ts';
import { loadDrawnSet } from './drawn-set.ts';
import { collectNames, readIconSet } from './iconset.ts';
import { installedVersions } from './packages.ts';
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
const recipeVersion = 3;

/** The emoji of six open sets, one style each, matched by code point and framed alike; about 7,500 pictures. */
export async function loadEmoji(options: LoadOptions): Promise<Dataset> {
  const versions = await installedVersions(emojiPackages);
  if (versions.size === 0) {
    throw new AppError(
      'no_data',
      'The emoji that Easel trains on are not installed. Run `npm install --include=optional`, or give a folder of your own images.',
    );
  }
  const absent = Object.keys(emojiPackages).filter((style) => !versions.has(style));
  if (absent.length > 0) options.log?.warn({ absent }, 'training without the styles whose packages are not installed');
  const skipped = absent.map((style): Skipped => {
    return { file: emojiPackages[style]!, reason: 'not installed', stage: 'collect' };
  });
  const recipe = [recipeVersion, [...versions]];
  const collect = () => collectEmoji([...versions.keys()], options.size ?? 64);
  return loadDrawnSet({ name: 'emoji', recipe, collect, skipped }, options);
}

async function collectEmoji(styles: string[], size: number): Promise<Candidate[]> {
  const concepts = await readConcepts();
  const sets = new Map(await Promise.all(styles.map(async (s) => [s, await readIconSet(emojiPackages[s]!)] as const)));
  const names = collectNames(concepts, sets.values());
  return [...sets].flatMap(([style, set]) =>
    concepts.flatMap((concept) => {
      if (misnamed[style]?.includes(concept.concept)) return [];
      const own = set.named.get(concept.concept);
      const candidates = own ? [own] : [...names.get(concept.concept)!];
      const drawing = candidates.map(set.draw).find((one) => one !== undefined);
      if (!drawing) return [];
      const picture = { ...concept, style, heldOut: isHeldOut(concept.concept) };
      const file = `${style}/${concept.label}`;
      return [{ picture, file, lossy: false, read: () => renderDrawing(drawing, size) }];
    }),
  );
}
