import { describe, expect, it } from 'vitest';
import { LatentSpace } from '#sampling/latent.ts';
import type { PriorRequest } from '#sampling/prior.ts';
import type { OpenCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import type { Material } from '#studio/planning/ingredients.ts';
import type { Reader } from '#studio/planning/plans.ts';
import { planWalk } from '#studio/planning/walks.ts';
import type { Sketcher } from '#studio/sketches/sketches.ts';

const [fox, pizza, crown] = ['1f98a', '1f355', '1f451'] as const;
const pictures = [fox, pizza].map((concept) => ({ concept, style: 'noto' }));
const codeTable = { codes: Float32Array.of(1, 1, 1, 3, 3, 3), size: 3, pictures };
const latent = new LatentSpace(codeTable, { size: 3, detail: 1 }, ['noto']);

const thing = (concept: string, more: Partial<Material> = {}): Material => ({
  label: concept,
  parents: [],
  scenes: [{ subject: concept }],
  code: (style, random, own) => latent.concept(concept, style, random, own)!,
  actors: () => [],
  ...more,
});

/** A painter that remembers what it was asked for, and imagines the code that it is to start at. */
function watchful() {
  const requests: PriorRequest[] = [];
  const painter = {
    decode: async () => [],
    project: async () => [],
    encode: async (_: string, images: readonly Uint8Array[]) =>
      images.map(([first]) => new Float32Array(3).fill(first!)),
    imagine: async (_: string, asked: readonly PriorRequest[]) => {
      requests.push(...asked);
      return asked.map(({ start }) => start!.code);
    },
  } as unknown as Reader;
  return { painter, requests };
}

const sketcher = {
  fit: async (scenes, style) => ({ style, scenes, apart: [] }),
  draw: async () => new Uint8Array([9]),
} as Partial<Sketcher> as Sketcher;

const open = (imagines: boolean) => ({ latent, directory: '', size: 64, imagines }) as OpenCheckpoint;

describe('a walk from one thing to another', () => {
  it('begins and ends at the two things as they are, and is freest half way', async () => {
    const { painter, requests } = watchful();
    const options = { checkpoint: open(true), painter, sketcher, style: 'noto' };
    const walk = await planWalk([thing(fox), thing(pizza)], options);
    const found = await walk.at([0, 0.25, 0.5, 1]);
    expect(found.map(({ code }) => code[0])).toEqual([1, 1.5, 2, 3]);
    const freedoms = requests.map(({ start }) => start!.freedom);
    expect([freedoms[0], freedoms[3]]).toEqual([0, 0]);
    expect(freedoms[2]).toBeGreaterThan(freedoms[1]!);
    // The same noise all along: neighbouring frames are alike.
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(1);
  });

  it('begins at the drawing of a scene', async () => {
    const { painter } = watchful();
    const options = { checkpoint: open(true), painter, sketcher, style: 'noto' };
    const crowned = thing(fox, { scenes: [{ subject: fox, worn: [crown] }] });
    const walk = await planWalk([crowned, thing(pizza)], options);
    expect((await walk.at([0]))[0]!.code[0]).toBe(9);
    // A picture is itself, whatever it shows.
    const picture = await planWalk([{ ...crowned, parents: ['0123456789'] }, thing(pizza)], options);
    expect((await picture.at([0]))[0]!.code[0]).toBe(1);
  });

  it('is a blend where the model has no prior', async () => {
    const { painter, requests } = watchful();
    const options = { checkpoint: open(false), painter, sketcher, style: 'noto' };
    const walk = await planWalk([thing(fox), thing(pizza)], options);
    expect((await walk.at([0, 0.5])).map(({ code }) => code[0])).toEqual([1, 2]);
    expect(requests).toEqual([]);
  });

  it('reads what lies between from the morph of both pictures where a code says so much of each place', async () => {
    const grid = 16;
    const [empty, full] = [0, 255].map((value) => new Uint8Array(64 * 64 * 4).fill(value));
    const fine = new LatentSpace(
      {
        codes: Float32Array.from({ length: 2 * grid * grid }, (_, i) => (i < grid * grid ? 1 : 3)),
        size: 256,
        pictures,
      },
      { size: 256, detail: 0, grid },
      ['noto'],
    );
    const { requests, painter } = watchful();
    const reader = {
      ...painter,
      decode: async (_: string, sketches: readonly { code: Float32Array }[]) =>
        sketches.map(({ code }) => (code[0] === 1 ? empty! : full!)),
      // Reading loses 0.25 of each number.
      encode: async (_: string, images: readonly Uint8Array[]) =>
        images.map((image) =>
          new Float32Array(256).fill(0.75 + (2 * image.reduce((sum, v) => sum + v, 0)) / image.length / 255),
        ),
    } as Reader;
    const checkpoint = { ...open(true), latent: fine } as OpenCheckpoint;
    const walk = await planWalk([thing(fox), thing(pizza)], { checkpoint, painter: reader, sketcher, style: 'noto' });
    const found = await walk.at([0, 0.5, 1]);
    expect(found[0]!.code[0]).toBeCloseTo(1);
    expect(found[1]!.code[0]).toBeCloseTo(1.75, 2);
    expect(found[2]!.code[0]).toBeCloseTo(3);
    expect(requests[1]!.start!.freedom).toBeCloseTo(0.3);
  });
});
