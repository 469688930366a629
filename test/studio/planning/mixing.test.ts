import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '#lib/log.ts';
import { LatentSpace } from '#sampling/latent.ts';
import { type OpenCheckpoint, openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createPainter } from '#studio/painting/painter.ts';
import type { Material } from '#studio/planning/ingredients.ts';
import { mixedPlans } from '#studio/planning/mixing.ts';
import { imagineCodes, type Plan } from '#studio/planning/plans.ts';
import { shippedModels } from '../../../src/easel.ts';

const style = 'twemoji';
let checkpoint: OpenCheckpoint;
let opened: Promise<OpenCheckpoint>;
beforeAll(() => {
  opened = openCheckpoint(shippedModels.easel);
});
beforeEach(async () => {
  checkpoint = await opened;
});
const painter = createPainter({ device: 'cpu', threads: 1, log: createLog('silent') });
afterAll(() => painter.close());

const material = (concept: string, label: string): Material => ({
  label,
  parents: [],
  code: (style, random, own) => checkpoint.latent.concept(concept, style, random, own)!,
  actors: (style, random, own) => [
    {
      concept,
      code: checkpoint.latent.concept(concept, style, random, own)!,
      drawings: checkpoint.latent.drawings(concept),
    },
  ],
});
const octopus = () => material('1f419', 'octopus');
const apple = () => material('1f34e', 'apple');
const crown = () => material('1f451', 'crown');
const mix = (materials: Material[], balance = 0.5) => mixedPlans(checkpoint, materials, { balance, style, seed: 1 });

describe('a mix of two', () => {
  it('shows each in the colours of the other, and each with the other', () => {
    expect(mix([octopus(), apple()]).map(({ alt }) => alt)).toEqual([
      'octopus in the colours of apple',
      'octopus with apple',
      'apple with octopus',
      'apple in the colours of octopus',
    ]);
  });

  it('shows what it has more of', () => {
    const alts = mix([octopus(), apple()], 0.1).map(({ alt }) => alt);
    expect(alts.every((alt) => alt.startsWith('octopus'))).toBe(true);
  });

  it('takes over less of the colours of what it has little of', () => {
    const [little] = mix([octopus(), apple()], 0.05);
    expect(little!.collage).toMatchObject({ way: 'recoloured', share: expect.closeTo(0.05, 1) });
  });

  it('puts a crown on, whichever it has more of', () => {
    const [, second, third] = mix([crown(), octopus()]).map(({ alt }) => alt);
    expect([second, third]).toEqual(['octopus with crown', 'octopus with crown']);
  });

  it('is painted: an octopus redder than it was, half way to an apple', async () => {
    const { latent } = checkpoint;
    const [red] = await imagineCodes(mix([octopus(), apple()]), checkpoint, painter);
    const own = mix([octopus(), apple()], 0)[0]!.code;
    const sketches = [own, red!.code].map((code) => ({ code, style: latent.oneHot(style) }));
    const [before, after] = (await painter.decode(shippedModels.easel, sketches)).map(redness);
    expect(after! - before!).toBeGreaterThan(0.05);
  });
});

it('a mix by a model that does not imagine blends codes, by shares around the balance', () => {
  const codes = Float32Array.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
  const pictures = ['1f419', '1f34e'].map((concept) => ({ concept, style }));
  const latent = new LatentSpace({ codes, size: 6, pictures }, { size: 6, detail: 0 }, [style]);
  checkpoint = { ...checkpoint, latent, imagines: false };
  const plans: readonly Plan[] = mix([octopus(), apple()]);
  const shares = plans.map(({ code }) => code[0]! - 1);
  expect(shares).toEqual([0.32, 0.44, 0.56, 0.68].map((share) => expect.closeTo(share, 5)));
});

it('a mix of three has all of them in every picture', () => {
  const plans = mix([octopus(), apple(), crown()]);
  expect(plans).toHaveLength(4);
  for (const { alt, collage } of plans) {
    expect(alt.split(' with ').toSorted()).toEqual(['apple', 'crown', 'octopus']);
    expect(collage).toMatchObject({ way: 'together' });
    expect(collage!.actors.at(-1)!.concept).toBe('1f451');
  }
});

/** The share of red in all the light of a picture. */
function redness(pixels: Uint8Array): number {
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    return pixels.reduce((sum, value, i) => (i % 4 === channel ? sum + value : sum), 0);
  }) as [number, number, number];
  return red / (red + green + blue);
}
