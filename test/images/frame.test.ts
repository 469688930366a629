import { expect, test } from 'vitest';
import { boundingBox, framePicture, type RawPicture } from '#images/frame.ts';

/** A clear picture with one rectangle of straight RGBA. */
function picture(width: number, height: number, box: number[], colour = [255, 0, 0, 255]): RawPicture {
  const [left, top, across, down] = box as [number, number, number, number];
  const rgba = new Uint8Array(width * height * 4);
  for (let y = top; y < top + down; y++) {
    for (let x = left; x < left + across; x++) rgba.set(colour, (y * width + x) * 4);
  }
  return { width, height, rgba };
}

const framedBox = async (raw: RawPicture) => {
  const rgba = (await framePicture(raw, 64))!;
  return boundingBox({ width: 64, height: 64, rgba });
};

test('the bounding box holds what can be seen and leaves dust out', () => {
  const raw = picture(20, 10, [3, 2, 5, 4]);
  raw.rgba[3] = 5;
  expect(boundingBox(raw)).toEqual({ left: 3, top: 2, width: 5, height: 4 });
  expect(boundingBox(picture(4, 4, [0, 0, 0, 0]))).toBeUndefined();
});

test('a cut-out is centred with its longer side at 60 of 64 pixels, wherever and however large it was', async () => {
  const expected = { left: 2, top: 17, width: 60, height: 30 };
  expect(await framedBox(picture(300, 300, [10, 200, 80, 40]))).toEqual(expected);
  expect(await framedBox(picture(40, 40, [0, 0, 20, 10]))).toEqual(expected);
});

test('the smallest cut-out is framed too', async () => {
  expect(await framedBox(picture(64, 64, [63, 63, 1, 1]))).toEqual({ left: 2, top: 2, width: 60, height: 60 });
  expect(await framedBox(picture(64, 64, [0, 10, 64, 1]))).toMatchObject({ width: 60, height: 1 });
});

test('a photograph is cropped to its central square and fills the frame', async () => {
  const raw = picture(200, 100, [0, 0, 200, 100], [0, 0, 255, 255]);
  for (let y = 0; y < 100; y++) for (let x = 0; x < 40; x++) raw.rgba.set([0, 255, 0, 255], (y * 200 + x) * 4);
  const pixels = (await framePicture(raw, 64))!;
  expect(boundingBox({ width: 64, height: 64, rgba: pixels })).toEqual({ left: 0, top: 0, width: 64, height: 64 });
  expect([...pixels.subarray(0, 4)]).toEqual([0, 0, 255, 255]);
});

test('pixels come premultiplied', async () => {
  const pixels = (await framePicture(picture(64, 64, [8, 8, 40, 40], [200, 100, 50, 128]), 64))!;
  const middle = (32 * 64 + 32) * 4;
  expect([...pixels.subarray(middle, middle + 4)]).toEqual([100, 50, 25, 128]);
});

test('nothing visible gives nothing', async () => {
  expect(await framePicture(picture(8, 8, [0, 0, 0, 0]), 64)).toBeUndefined();
});
