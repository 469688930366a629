import type { Database } from '#db/database.ts';
import { readUpload } from '#images/decode.ts';
import { encodePng, resizePng } from '#images/png.ts';
import type { EmojiMaker } from './api.ts';
import type { CheckpointStore } from './checkpoints.ts';
import type { Renderer } from './render.ts';

export interface EmojiParts {
  db: Pick<Database, 'images' | 'signs'>;
  checkpoints: Pick<CheckpointStore, 'open'>;
  renderer: Pick<Renderer, 'render'>;
}

/** Makes emoji and stickers out of pictures. */
export function createEmojiMaker({ db, checkpoints, renderer }: EmojiParts): EmojiMaker {
  return {
    async make({ userId, workspaceId }, source, side) {
      if ('upload' in source) {
        const { name, bytes } = source.upload;
        const pixels = await readUpload(bytes, { name, size: side });
        return { png: await encodePng(pixels, { size: side }), side, alt: name.replace(/\.\w+$/, '') };
      }
      const id = source.text
        .trim()
        .toLowerCase()
        .replace(/\.png$/, '');
      const image = await db.images.getImage(id, workspaceId);
      const { size } = await checkpoints.open(image.checkpointId);
      const { seed, subject } = image.generation;
      const [rendered] = await renderer.render([{ ...image, seed }], Math.ceil(side / size));
      const { png, width } = rendered!;
      await db.signs.noteInterest({ userId, workspaceId, imageId: id }, 'save');
      return { png: width === side ? png : await resizePng(png, side), side, alt: subject || image.alt };
    },
  };
}
