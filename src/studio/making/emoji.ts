import type { Database } from '#db/database.ts';
import { isSpoiler } from '#db/generations.ts';
import { fitGif } from '#images/animation.ts';
import { readMoving, readUpload } from '#images/decode.ts';
import { encodePng, resizePng } from '#images/png.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { EmojiMaker, EmojiPicture, Upload } from '../api.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';
import type { Renderer } from '../painting/render.ts';

export interface EmojiParts {
  db: Pick<Database, 'images' | 'signs'>;
  checkpoints: Pick<CheckpointStore, 'open'>;
  renderer: Pick<Renderer, 'render'>;
}

type Limits = Parameters<EmojiMaker['make']>[2];

/** Slack shows emoji at most so large. */
const publishedSide = 128;

/** Makes emoji and stickers out of pictures. */
export function createEmojiMaker({ db, checkpoints, renderer }: EmojiParts): EmojiMaker {
  return {
    async published(pictureId) {
      const image = await db.images.findPackImage(pictureId);
      if (!image || isSpoiler(image.generation)) return undefined;
      const [rendered] = await renderer.render([{ ...image, seed: image.generation.seed }]);
      return resizePng(rendered!.png, publishedSide);
    },
    async make({ userId, workspaceId }, source, limits) {
      const { side } = limits;
      if ('upload' in source) return fromUpload(source.upload, limits);
      const id = source.text
        .trim()
        .toLowerCase()
        .replace(/\.png$/, '');
      const image = await db.images.getImage(id, workspaceId, userId);
      const { size } = await checkpoints.open(image.checkpointId);
      const { seed, subject } = image.generation;
      const [rendered] = await renderer.render([{ ...image, seed }], 2 ** Math.ceil(Math.log2(side / size)));
      const { png, width } = rendered!;
      await db.signs.noteInterest({ userId, workspaceId, imageId: id }, 'save');
      const bytes = width === side ? png : await resizePng(png, side);
      return fitting({ bytes, mime: 'image/png', side, alt: subject || image.alt }, limits.bytes);
    },
  };
}

async function fromUpload({ name, bytes }: Upload, { side, bytes: most }: Limits): Promise<EmojiPicture> {
  const alt = name.replace(/\.\w+$/, '');
  const moving = await readMoving(bytes, { name, size: side });
  if (!moving) {
    const pixels = await readUpload(bytes, { name, size: side });
    return fitting({ bytes: await encodePng(pixels, { size: side }), mime: 'image/png', side, alt }, most);
  }
  const gif = await fitGif(moving, most);
  if (gif) return { bytes: gif, mime: 'image/gif', side, alt };
  throw new AppError('too_large', message('emoji.long-animation', { size: inKilobytes(most) }));
}

function fitting(picture: EmojiPicture, most: number): EmojiPicture {
  if (picture.bytes.byteLength <= most) return picture;
  throw new AppError('too_large', message('emoji.large', { size: inKilobytes(most) }));
}

const inKilobytes = (bytes: number) => `${Math.floor(bytes / 1024)} KB`;
