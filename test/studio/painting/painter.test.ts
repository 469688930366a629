import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '#lib/log.ts';
import type { Sketch } from '#sampling/sampler.ts';
import { createPainter, type Painter } from '#studio/painting/painter.ts';
import { readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { shippedModels } from '../../../src/easel.ts';
import { writeTinyCheckpoint } from '../../helpers/checkpoint.ts';
import { relativeDifference } from '../../helpers/numbers.ts';

let folder: string;
let directory: string;
let painter: Painter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-painter-'));
  ({ directory } = await writeTinyCheckpoint(folder));
  painter = createPainter({ device: 'cpu', threads: 1, log: createLog('silent') });
});
afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true, force: true });
});

const sketch = (value: number): Sketch => ({ code: new Float32Array(16).fill(value), style: Float32Array.of(1, 0) });

describe('the painter', () => {
  it('gives everyone their own pictures when several ask at once', async () => {
    const values = [-1, -0.5, 0, 0.5, 1, 1.5];
    const alone = await painter.decode(directory, values.map(sketch));
    const together = await Promise.all(values.map((value) => painter.decode(directory, [sketch(value)])));
    expect(together.flat()).toEqual(alone);
    expect(new Set(alone.map(String)).size).toBe(values.length);
  });

  it('says which checkpoint it cannot read, and paints on', async () => {
    const missing = painter.decode(join(folder, 'missing'), [sketch(0)]);
    await expect(missing).rejects.toMatchObject({ code: 'bad_checkpoint' });
    expect(await painter.decode(directory, [sketch(0)])).toHaveLength(1);
  });

  it('encodes pictures', async () => {
    const [picture] = await painter.decode(directory, [sketch(0.5)]);
    const codes = await painter.encode(directory, [picture!, Buffer.from(picture!)]);
    expect(codes.map(({ length }) => length)).toEqual([16, 16]);
    expect(codes[0]).toEqual(codes[1]);
  });

  it('comes nearer to a picture by descent than by encoding, however many it is told together', async () => {
    const style = Float32Array.of(1, 0);
    const pictures = await painter.decode(directory, [-1, 0.5, 1.5].map(sketch));
    const targets = pictures.map((pixels) => ({ pixels, style }));
    const codes = await painter.project(directory, targets);
    const off = async (found: Float32Array[]) => {
      const again = await painter.decode(
        directory,
        found.map((code) => ({ code, style })),
      );
      const distance = (row: number) =>
        again[row]!.reduce((sum, byte, i) => sum + Math.abs(byte - pictures[row]![i]!), 0);
      return pictures.reduce((sum, _, row) => sum + distance(row), 0);
    };
    expect(await off(codes)).toBeLessThan(0.9 * (await off(await painter.encode(directory, pictures))));
    // A batch of another size may round otherwise.
    const [alone] = await painter.project(directory, targets.slice(1, 2));
    expect(relativeDifference(alone!, codes[1]!)).toBeLessThan(1e-4);
  });

  it('can be closed while it paints: the process lives on, and who waits is told', async () => {
    const painted = Promise.withResolvers<void>();
    const options = { device: 'cpu', threads: 1, log: createLog('silent'), onBatch: () => painted.resolve() } as const;
    const closing = createPainter(options);
    const { layout, styles } = (await readCheckpoint(shippedModels.easel)).info;
    const large = { code: new Float32Array(layout.size), style: new Float32Array(styles.length) };
    const told = expect(closing.decode(shippedModels.easel, Array(160).fill(large))).rejects.toMatchObject({
      code: expect.stringMatching(/device|busy/),
    });
    await painted.promise;
    // Long enough for the next batch to be on the device, and not to be done.
    for (let turn = 0; turn < 5000; turn++) await setImmediate();
    await closing.close();
    await told;
  });

  it('refuses work once it is closed', async () => {
    const closing = createPainter({ device: 'cpu', threads: 1, log: createLog('silent') });
    await closing.close();
    await expect(closing.describe()).rejects.toMatchObject({ code: 'busy' });
  });
});
