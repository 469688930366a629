import { encodePng } from '#images/png.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Sketching } from '../api.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';
import { chooseStyle } from '../planning/styles.ts';
import type { Doodles } from './doodles.ts';

interface SketchingParts {
  doodles: Doodles;
  checkpoints: Pick<CheckpointStore, 'active'>;
}

/** Width and height of what is drawn, in pixels, and how many times as large its picture is shown. */
const side = 128;
const shownScale = 2;

/** Shows what a drawing becomes, past the queue: it is less work than reading a picture. */
export function createSketching({ doodles, checkpoints }: SketchingParts): Sketching {
  return {
    glimpse: async ({ workspaceId }, drawing, asked) => {
      if (drawing.length !== side ** 2 * 4) {
        throw new AppError('bad_image', message('doodle.size', { side }));
      }
      const style = chooseStyle(asked, await checkpoints.active(workspaceId));
      const { lined } = await doodles.glimpse({ width: side, height: side, rgba: drawing }, style, side);
      return encodePng(lined, { size: side, scale: shownScale });
    },
  };
}
