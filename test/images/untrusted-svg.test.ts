import { expect, test } from 'vitest';
import { renderUntrustedSvg } from '#images/untrusted-svg.ts';

const draw = (body: string, milliseconds = 30_000) => {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">${body}</svg>`;
  return renderUntrustedSvg({ bytes: Buffer.from(text), side: 40 }, { milliseconds });
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

test('an SVG that would draw for hours is stopped, and the next one is drawn', async () => {
  const endless = draw(bomb(), 1500);
  const next = draw('<rect width="20" height="10" fill="#00f"/>');
  await expect(endless).rejects.toMatchObject({ name: 'AbortError' });
  expect([...(await next).rgba.slice(0, 4)]).toEqual([0, 0, 255, 255]);
});

test('an SVG that is damaged says so', async () => {
  await expect(draw('<rect')).rejects.toThrow(/XML|parse/i);
});
