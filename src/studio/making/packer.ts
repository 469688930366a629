import { numberedSheet } from '#images/numbered-sheet.ts';
import type { Clock } from '#lib/clock.ts';
import type { PaintedPicture, Painting } from '../api.ts';
import { packFile } from './pack-files.ts';

interface PackerParts {
  clock: Clock;
  /** The address at which others find pictures by their ids, where there is one. */
  publicUrl?: string;
}

interface PaintedPack {
  /** Each named by its `alt`. */
  pictures: readonly PaintedPicture[];
  recipe: { subject: string; style: string; seed: number };
  checkpoint: string;
  /** Whether it is for those alone who see the message. */
  hidden?: boolean;
}

/** Makes of painted moods what people take with them: a sheet, and one file for all the tools. */
export function createPacker({ clock, publicUrl }: PackerParts) {
  return async ({
    pictures,
    recipe,
    checkpoint,
    hidden,
  }: PaintedPack): Promise<Pick<Painting, 'drawings' | 'files'>> => {
    const named = pictures.map(({ id, alt, png }) => ({ id, name: alt, png }));
    const { style, seed } = recipe;
    const subject = recipe.subject.replace(/, pack$/, '');
    const address = hidden ? undefined : publicUrl;
    const about = { subject, style, seed, checkpoint, at: clock.now(), publicUrl: address };
    const [sheet, file] = await Promise.all([numberedSheet(pictures), packFile(named, about)]);
    const shown = pictures.map(({ number, alt }) => `${number}: ${alt}`).join('; ');
    return { drawings: [{ name: 'sheet', png: sheet, alt: shown }], files: [file] };
  };
}
