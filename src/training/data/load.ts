import { createHash } from 'node:crypto';
import { loadAvatars } from './avatars.ts';
import { composedFile, openComposed } from './composed.ts';
import { loadCompositions } from './compositions/compositions.ts';
import type { Dataset, LoadOptions } from './dataset.ts';
import { loadEmoji } from './emoji.ts';
import { loadFolder } from './folder.ts';

const builtIn: Record<string, (options: LoadOptions) => Promise<Dataset>> = {
  emoji: loadEmoji,
  avatars: loadAvatars,
  compositions: loadComposed,
};

/** Scenes that are drawn: for training, beyond these a night on two cores hardly sees one twice; for tests of a model. */
const scenes = { training: 12_000, heldOut: 600 };
/** To be raised when compositions of the same emoji become other pictures. */
const recipe = 5;

/** The emoji, with compositions of them. */
async function loadComposed(options: LoadOptions): Promise<Dataset> {
  const { size = 64, cacheDir } = options;
  const [emoji, compositions] = await Promise.all([loadEmoji(options), loadCompositions({ cacheDir })]);
  const hash = createHash('sha256')
    .update(JSON.stringify([emoji.hash, recipe, scenes]))
    .digest('hex');
  const open = (kind: keyof typeof scenes) =>
    openComposed({
      ...{ compositions, size, count: scenes[kind], heldOut: kind === 'heldOut' },
      file: cacheDir && composedFile(cacheDir, [recipe, emoji.hash, size, kind]),
    });
  const [composed, composedHeldOut] = await Promise.all([open('training'), open('heldOut')]);
  return { ...emoji, name: 'compositions', hash, composed, composedHeldOut };
}

/** Whether this names a built-in set rather than a folder. */
export function isBuiltIn(nameOrFolder: string): boolean {
  return Object.hasOwn(builtIn, nameOrFolder);
}

/**
 * Loads the built-in set `emoji`, `avatars` or `compositions`, or a folder of anyone's own pictures (png, jpg, webp, gif,
 * svg, with sub-folders). Throws `no_data` where the set or the folder is absent or holds too few usable pictures.
 */
export async function loadDataset(nameOrFolder: string, options: LoadOptions = {}): Promise<Dataset> {
  return isBuiltIn(nameOrFolder) ? builtIn[nameOrFolder]!(options) : loadFolder(nameOrFolder, options);
}
