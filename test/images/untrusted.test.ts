import { expect, test } from 'vitest';
import { drawUntrusted } from '#images/untrusted.ts';

const draw = async (body: string, milliseconds = 30_000) => {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">${body}</svg>`;
  const order = { kind: 'svg', bytes: Buffer.from(text), side: 40, pixels: 1e6 } as const;
  const answer = await drawUntrusted(order, milliseconds);
  if ('picture' in answer) return answer.picture;
  throw new Error('too large');
};

/** Ten of ten of ten ...: a hundred million squares in one kilobyte. */
function bomb(): string {
  const levels = Array.from({ length: 8 }, (_, level) => {
    const inner =
      level === 0 ? '<rect width="20" height="10" opacity="0.5"/>' : `<use href="#l${level - 1}"/>`.repeat(10);
    return `<g id="l${level}">${inner}</g>`;
  });
  return `<defs>${levels.join('')}</defs><use href="#l7"/>`;
}

test('an SVG becomes pixels of the size asked for', async () => {
  const picture = await draw('<rect width="20" height="10" fill="#0f0"/>');
  expect([picture.width, picture.height]).toEqual([40, 20]);
  expect([...picture.rgba.slice(0, 4)]).toEqual([0, 255, 0, 255]);
});

test('an SVG that would draw for hours is stopped, and one beside it does not wait for that', async () => {
  const done: string[] = [];
  const endless = draw(bomb(), 3000).finally(() => done.push('endless'));
  const beside = draw('<rect width="20" height="10" fill="#00f"/>').finally(() => done.push('beside'));
  await expect(endless).rejects.toMatchObject({ reason: 'time' });
  expect([...(await beside).rgba.slice(0, 4)]).toEqual([0, 0, 255, 255]);
  expect(done).toEqual(['beside', 'endless']);
});

test('an SVG that is damaged says so', async () => {
  await expect(draw('<rect')).rejects.toMatchObject({
    reason: 'refused',
    message: expect.stringMatching(/XML|parse/i),
  });
});

test('of an animation with more pixels than allowed nothing is decoded', async () => {
  const order = { kind: 'raster', side: 40, pixels: 100 } as const;
  const gif = Buffer.from('R0lGODlhCwALAIAAAAAA////ACwAAAAACwALAAACCoSPqcvtD6OclBUAOw==', 'base64');
  expect(await drawUntrusted({ ...order, bytes: gif })).toEqual({ tooLarge: { width: 11, height: 11 } });
});
