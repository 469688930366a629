import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { framePicture } from '#images/frame.ts';
import { AppError } from '#lib/errors.ts';
import { assemble, type RenderedPicture } from './assemble.ts';
import { readCache, writeCache } from './cache.ts';
import { type EmojiConcept, readConcepts } from './concepts.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { collectNames, type Drawing, packageVersion, readIconSet } from './iconset.ts';
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

/** To be raised when the same packages would give other pixels. */
const recipeVersion = 2;
/** Drawings are rendered this much larger than the frame, cut out, and made smaller once. */
const oversampling = 4;
/** Pictures rendered at the same time: sharp has four threads. */
const atOnce = 8;

/** The emoji of six open sets, one style each, matched by code point and framed alike; about 7,500 pictures. */
export async function loadEmoji(options: LoadOptions): Promise<Dataset> {
  const { size = 64, cacheDir, log } = options;
  const versions = await installedVersions();
  const absent = Object.keys(emojiPackages).filter((style) => !versions.has(style));
  if (versions.size === 0) {
    throw new AppError(
      'no_data',
      'The emoji that Easel trains on are not installed. Run `npm install --include=optional`, or give a folder of your own images.',
    );
  }
  if (absent.length > 0) log?.warn({ absent }, 'training without the styles whose packages are not installed');
  const key = cacheKey(versions, size);
  const kept = cacheDir && (await readCache(cacheDir, key));
  if (kept) return kept;
  const dataset = await renderEmoji([...versions.keys()], size, options.onProgress);
  dataset.skipped.push(...absent.map((style) => ({ file: emojiPackages[style]!, reason: 'not installed' })));
  if (cacheDir) await writeCache(cacheDir, key, dataset);
  return dataset;
}

async function installedVersions(): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const [style, name] of Object.entries(emojiPackages)) {
    const version = await packageVersion(name);
    if (version) versions.set(style, version);
  }
  return versions;
}

function cacheKey(versions: Map<string, string>, size: number): string {
  const recipe = JSON.stringify([recipeVersion, size, sharp.versions, [...versions]]);
  return `emoji-${createHash('sha256').update(recipe).digest('hex').slice(0, 16)}`;
}

async function renderEmoji(styles: string[], size: number, onProgress: LoadOptions['onProgress']): Promise<Dataset> {
  const drawings = await collectDrawings(styles);
  const rendered: RenderedPicture[] = [];
  const skipped: Skipped[] = [];
  for (let start = 0; start < drawings.length; start += atOnce) {
    const batch = drawings.slice(start, start + atOnce);
    const pixels = await Promise.all(batch.map(({ drawing }) => renderDrawing(drawing, size)));
    batch.forEach(({ style, concept }, index) => {
      const one = pixels[index];
      const picture = { ...concept, style, heldOut: isHeldOut(concept.concept) };
      if (one) rendered.push({ picture, pixels: one });
      else skipped.push({ file: `${style}/${concept.label}`, reason: 'the drawing is empty' });
    });
    onProgress?.(start + batch.length, drawings.length);
  }
  return assemble('emoji', size, rendered, skipped);
}

interface StyledDrawing {
  style: string;
  concept: EmojiConcept;
  drawing: Drawing;
}

async function collectDrawings(styles: string[]): Promise<StyledDrawing[]> {
  const concepts = await readConcepts();
  const sets = new Map(await Promise.all(styles.map(async (s) => [s, await readIconSet(emojiPackages[s]!)] as const)));
  const names = collectNames(concepts, sets.values());
  return [...sets].flatMap(([style, set]) =>
    concepts.flatMap((concept) => {
      if (misnamed[style]?.includes(concept.concept)) return [];
      const own = set.named.get(concept.concept);
      const candidates = own ? [own] : [...names.get(concept.concept)!];
      const drawing = candidates.map(set.draw).find((one) => one !== undefined);
      return drawing ? [{ style, concept, drawing }] : [];
    }),
  );
}

/** Premultiplied RGBA of one drawing in the frame, `[size, size, 4]`; undefined where nothing is drawn. */
export async function renderDrawing({ svg, mirrored }: Drawing, size: number): Promise<Uint8Array | undefined> {
  const large = sharp(Buffer.from(svg)).resize(size * oversampling, size * oversampling, {
    fit: 'contain',
    background: '#0000',
  });
  const { data, info } = await large.flop(mirrored).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return framePicture({ width: info.width, height: info.height, rgba: data }, size);
}
