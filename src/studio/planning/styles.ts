import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Material } from './ingredients.ts';

/** The style asked for, or a material's, or the preferred one, or the first. Throws `bad_option` naming those there are. */
export function chooseStyle(
  asked: string | undefined,
  { latent }: Pick<OpenCheckpoint, 'latent'>,
  materials: Material[] = [],
  preferred?: string,
): string {
  const { styles } = latent;
  if (asked !== undefined) {
    const match = styles.find((style) => style === asked.trim().toLowerCase());
    if (!match) {
      throw new AppError('bad_option', message('error.no-style', { style: asked, styles: styles.join(', ') }));
    }
    return match;
  }
  const usual = [...materials.map(({ style }) => style), preferred];
  return usual.find((style) => style !== undefined && styles.includes(style)) ?? styles[0]!;
}
