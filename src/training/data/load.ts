import type { Dataset, LoadOptions } from './dataset.ts';
import { loadEmoji } from './emoji.ts';
import { loadFolder } from './folder.ts';

/**
 * Loads the built-in set `emoji`, or a folder of anyone's own pictures (png, jpg, webp, gif, svg, with sub-folders).
 * Throws `no_data` where the set or the folder is absent or holds too few usable pictures.
 */
export async function loadDataset(nameOrFolder: string, options: LoadOptions = {}): Promise<Dataset> {
  return nameOrFolder === 'emoji' ? loadEmoji(options) : loadFolder(nameOrFolder, options);
}
