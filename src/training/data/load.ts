import { loadAvatars } from './avatars.ts';
import type { Dataset, LoadOptions } from './dataset.ts';
import { loadEmoji } from './emoji.ts';
import { loadFolder } from './folder.ts';

const builtIn: Record<string, (options: LoadOptions) => Promise<Dataset>> = { emoji: loadEmoji, avatars: loadAvatars };

/** Whether this names a built-in set rather than a folder. */
export function isBuiltIn(nameOrFolder: string): boolean {
  return Object.hasOwn(builtIn, nameOrFolder);
}

/**
 * Loads the built-in set `emoji` or `avatars`, or a folder of anyone's own pictures (png, jpg, webp, gif, svg, with
 * sub-folders). Throws `no_data` where the set or the folder is absent or holds too few usable pictures.
 */
export async function loadDataset(nameOrFolder: string, options: LoadOptions = {}): Promise<Dataset> {
  return isBuiltIn(nameOrFolder) ? builtIn[nameOrFolder]!(options) : loadFolder(nameOrFolder, options);
}
