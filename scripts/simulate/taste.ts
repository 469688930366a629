import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodePng } from '#images/png.ts';
import { AppError } from '#lib/errors.ts';

/** How much a picture is liked: straight RGBA, `[height, width, 4]`, to any finite number. */
type Score = (rgba: Uint8Array, width: number, height: number) => number;

/** Scores of a painting's pictures as chat shows them. */
export type Taste = (painting: { pictures: readonly { id: string; png: Uint8Array }[] }) => Promise<number[]>;

/** The taste that a file exports as its default. Throws `bad_option`. */
export async function loadTaste(file: string): Promise<Taste> {
  const score = await import(pathToFileURL(resolve(file)).href).then(
    (module: { default?: Score }) => module.default,
    (error: unknown) => {
      throw new AppError('bad_option', `--taste names a file that cannot be loaded: ${file}.`, error);
    },
  );
  if (typeof score !== 'function') {
    throw new AppError('bad_option', `${file} exports no taste: export default (rgba, width, height) => number.`);
  }
  return async ({ pictures }) => {
    const decoded = await Promise.all(pictures.map(({ png }) => decodePng(png)));
    return decoded.map(({ rgba, width, height }) => {
      const value = score(rgba, width, height);
      if (Number.isFinite(value)) return value;
      throw new AppError('bad_option', `The taste in ${file} gave ${value}: a score is a finite number.`);
    });
  };
}
