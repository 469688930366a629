import { AppError } from '#lib/errors.ts';
import type { Family } from '#training/family.ts';
import { flow } from './flow/model.ts';
import { gan } from './gan/model.ts';
import { mlpGan } from './mlp-gan/model.ts';
import { pix2pix } from './pix2pix/model.ts';
import { vae } from './vae/model.ts';

const families = { vae, gan, 'mlp-gan': mlpGan, flow, pix2pix } as const;

/** What is trained where nothing else is said. */
export const defaultFamily: keyof typeof families = 'vae';

/** A family by name, its configuration's type erased: configurations come from files and are checked on the way in. */
export function findFamily(name: string): Family<unknown> {
  const family = Object.hasOwn(families, name) ? families[name as keyof typeof families] : undefined;
  if (!family) {
    throw new AppError(
      'bad_option',
      `There is no model family ${name}. There are: ${Object.keys(families).join(', ')}.`,
    );
  }
  return family as unknown as Family<unknown>;
}
