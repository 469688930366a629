import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodeAnimation } from '#images/animation.ts';
import { drawChart, lossChart } from '#images/chart.ts';
import { contactSheet, intoRows } from '#images/grid.ts';

const size = 16;
const plain = (colour: number[]) => Uint8Array.from({ length: size * size * 4 }, (_, i) => colour[i % 4]!);
const red = plain([255, 0, 0, 255]);
const clear = plain([0, 0, 0, 0]);

async function pixelsOf(png: Uint8Array) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    ...info,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)],
    data,
  };
}

/** The share of a picture's values that are not white. */
const ink = (data: Uint8Array) => data.reduce((count, value) => count + Number(value < 250), 0) / data.length;

describe('an animation', () => {
  test.each(['webp', 'gif'] as const)(
    'as %s has all frames, loops for ever and is clear where they are',
    async (format) => {
      const frames = [red, clear, plain([0, 0, 255, 255])];
      const { bytes, mime } = await encodeAnimation(frames, { size, scale: 2, format, delay: 80 });
      expect(mime).toBe(`image/${format}`);
      const metadata = await sharp(bytes, { animated: true }).metadata();
      expect(metadata).toMatchObject({ format, pages: 3, width: 32, pageHeight: 32, loop: 0, delay: [80, 80, 80] });
      const raw = await sharp(bytes, { animated: true }).ensureAlpha().raw().toBuffer();
      const alphaOfFrame = (frame: number) => raw[((frame * 32 + 16) * 32 + 16) * 4 + 3];
      expect([alphaOfFrame(0), alphaOfFrame(1), alphaOfFrame(2)]).toEqual([255, 0, 255]);
    },
  );
});

describe('a contact sheet', () => {
  test('shows rows of pictures on white', async () => {
    const { width, height, at } = await pixelsOf(await contactSheet([[red, clear], [red]], { size, scale: 2 }));
    expect([width, height]).toEqual([76, 76]);
    expect(at(10, 10)).toEqual([255, 0, 0]);
    expect(at(50, 10)).toEqual([255, 255, 255]);
    expect(at(10, 50)).toEqual([255, 0, 0]);
    expect(at(50, 50)).toEqual([255, 255, 255]);
  });

  test('is lettered before its rows and above its columns', async () => {
    const labels = { rowLabels: ['before', 'a < b & "c"'], columnLabels: ['noto', 'emojione'] };
    const rows = [
      [clear, clear],
      [clear, clear],
    ];
    const blank = await pixelsOf(await contactSheet(rows, { size, scale: 4 }));
    const lettered = await pixelsOf(await contactSheet(rows, { size, scale: 4, ...labels }));
    expect(ink(blank.data)).toBe(0);
    expect(ink(lettered.data)).toBeGreaterThan(0.01);
    expect(lettered.width).toBeGreaterThan(blank.width);
    expect(lettered.height).toBeGreaterThan(blank.height);
  });

  test('breaks pictures into rows', () => {
    expect(intoRows([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(intoRows([], 3)).toEqual([]);
  });
});

describe('a chart', () => {
  test('has the size asked for and shows its curve', async () => {
    const points = Array.from({ length: 1000 }, (_, step): [number, number] => [step, 1 / (1 + step / 50)]);
    const { width, height, data } = await pixelsOf(await lossChart(points));
    expect([width, height]).toEqual([600, 300]);
    const curve = data.filter((_, i) => i % 3 === 0 && data[i + 2]! - data[i]! > 80).length;
    expect(curve).toBeGreaterThan(500);
  });

  test('names its curves, and is drawn for one point or none', async () => {
    const one = { name: 'training', points: [[0, 1]] as [number, number][] };
    const options = { title: 'Loss', xName: 'step', width: 300, height: 200 };
    const single = await pixelsOf(await drawChart([one], options));
    const double = await pixelsOf(await drawChart([one, { name: 'held out', points: [] }], options));
    expect(ink(single.data)).toBeGreaterThan(0.01);
    expect(ink(double.data)).toBeGreaterThan(ink(single.data));
  });
});
