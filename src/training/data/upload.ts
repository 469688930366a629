import { createHash } from 'node:crypto';
import { readPicture } from '#images/decode.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { oversampling } from './drawing.ts';
import { isLossy, reduce } from './folder.ts';
import { runPipeline } from './pipeline.ts';

/**
 * A picture that anyone may have sent, through the whole pipeline: premultiplied RGBA, `[size, size, 4]`. Throws what
 * `readPicture` throws, and `bad_image` where nothing of it is left.
 */
export async function prepareUpload(bytes: Uint8Array, name: string, size: number): Promise<Uint8Array> {
  const whole = await reduce(await readPicture(bytes, name), size * oversampling);
  const concept = createHash('sha256').update(bytes).digest('hex');
  const candidate = {
    file: name,
    picture: { concept, style: 'own', group: 'own', label: name, heldOut: false },
    lossy: isLossy(Buffer.from(bytes)),
    read: async () => whole,
  };
  const { pixels, pictures } = await runPipeline({ name: 'upload', size, candidates: [candidate], drawn: false });
  if (pictures.length > 0) return pixels;
  throw new AppError('bad_image', message('lesson.nothing'));
}
