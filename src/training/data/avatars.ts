import { createHash } from 'node:crypto';
import type { Style } from '@dicebear/core';
import type { Dataset, LoadOptions } from './dataset.ts';
import { renderDrawing } from './drawing.ts';
import { loadDrawnSet } from './drawn-set.ts';
import { packageVersion } from './packages.ts';
import type { Candidate } from './pipeline.ts';
import { isHeldOut } from './split.ts';

type AvatarStyle = Style<Record<string, unknown>>;

/** DiceBear's styles whose designs are in the public domain (CC0 1.0), by package; all are optional dependencies. */
export const avatarPackages: Record<string, string> = {
  'open-peeps': '@dicebear/open-peeps',
  lorelei: '@dicebear/lorelei',
  notionists: '@dicebear/notionists',
  'pixel-art': '@dicebear/pixel-art',
  thumbs: '@dicebear/thumbs',
  shapes: '@dicebear/shapes',
  rings: '@dicebear/rings',
  glass: '@dicebear/glass',
  identicon: '@dicebear/identicon',
};

/** Squares without a margin are cut round, as chats show them; tall hair needs room above. */
const styleOptions: Record<string, { radius?: number; scale?: number }> = {
  'open-peeps': { scale: 75 },
  thumbs: { radius: 50 },
  shapes: { radius: 50 },
  glass: { radius: 50 },
};

const avatarsPerStyle = 500;
/** To be raised when the same packages would give another set. */
const recipeVersion = 1;

/**
 * Avatars drawn from parts in nine styles, 500 each. Two styles draw nothing in common, so each avatar is a concept of
 * its own, named by style and number, which no prompt means.
 */
export async function loadAvatars(options: LoadOptions): Promise<Dataset> {
  const recipe = [recipeVersion, avatarsPerStyle, await packageVersion('@dicebear/core')];
  return loadDrawnSet({ name: 'avatars', packages: avatarPackages, recipe, collect: collectAvatars }, options);
}

/** Every avatar of these styles, yet to be drawn. */
export async function collectAvatars(styles: readonly string[], size: number): Promise<Candidate[]> {
  const { createAvatar } = await import('@dicebear/core');
  const candidates: Candidate[] = [];
  for (const style of styles) {
    const drawn = (await import(avatarPackages[style]!)) as AvatarStyle;
    for (let number = 1; number <= avatarsPerStyle; number++) {
      const concept = `${style} ${number}`;
      const picture = { concept, label: concept, group: 'avatars', style, heldOut: isHeldOut(concept) };
      const draw = () => createAvatar(drawn, { seed: seedOf(concept), ...styleOptions[style] }).toString();
      const read = () => renderDrawing({ svg: draw(), mirrored: false }, size);
      candidates.push({ picture, file: concept, lossy: false, read });
    }
  }
  return candidates;
}

/** DiceBear draws nearly the same for seeds that begin alike. */
function seedOf(concept: string): string {
  return createHash('sha256').update(concept).digest('hex');
}
