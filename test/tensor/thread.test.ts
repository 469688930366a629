import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { createPainter, type Painter } from '#studio/painting/painter.ts';
import { writeTinyCheckpoint } from '../helpers/checkpoint.ts';

let folder: string;
let painter: Painter;
let directory: string;
let size: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-thread-'));
  const checkpoint = await writeTinyCheckpoint(folder);
  directory = checkpoint.directory;
  size = checkpoint.codeTable.size;
  painter = createPainter({ device: 'cpu', threads: 2, log: pino({ level: 'silent' }) });
});

afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true });
});

const sketches = (count: number, seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    code: Float32Array.from({ length: size }, () => random.normal()),
    style: Float32Array.of(1, 0),
  }));
};

/** The most processor time, in milliseconds, that this thread took at a stretch while `work` was under way. */
async function longestTurn(work: () => Promise<void>): Promise<number> {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, longest] = [used(), 0];
  const timer = setInterval(() => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}

test('the event loop is never blocked for more than 50 ms while 200 pictures are painted', async () => {
  await painter.decode(directory, sketches(1, 0));
  const longest: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    longest.push(
      await longestTurn(async () => {
        const requests = Array.from({ length: 50 }, (_, index) => painter.decode(directory, sketches(4, index)));
        const pictures = (await Promise.all(requests)).flat();
        expect(pictures).toHaveLength(200);
        expect(pictures.every((picture) => picture.length === 64 * 64 * 4)).toBe(true);
      }),
    );
  }
  // What blocks does so every time; collecting garbage may delay one attempt.
  expect(Math.min(...longest)).toBeLessThan(50);
});

test.skipIf(process.platform !== 'linux')('what answers chat does not even load ONNX Runtime', async () => {
  const loads = async (module: string) => {
    const program = `await import('${module}'); console.log(require('node:fs').readFileSync('/proc/self/maps', 'utf8'))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', `(async () => { ${program} })()`], {
      maxBuffer: 2 ** 24,
    });
    return stdout.includes('libonnxruntime');
  };
  expect(await loads('./src/easel.ts')).toBe(false);
  expect(await loads('./src/tensor/device.ts')).toBe(true);
});

test('the same codes give the same pictures, whatever they are painted with', async () => {
  const [alone] = await painter.decode(directory, sketches(1, 5));
  const [[together]] = (await Promise.all([
    painter.decode(directory, sketches(3, 5)),
    painter.decode(directory, sketches(9, 6)),
  ])) as [Uint8Array[], Uint8Array[]];
  expect(Buffer.from(together!).equals(alone!)).toBe(true);
});

test('a checkpoint that is not there is an error, and the painter goes on', async () => {
  await expect(painter.decode(join(folder, 'none'), sketches(1, 1))).rejects.toMatchObject({ code: 'bad_checkpoint' });
  expect(await painter.decode(directory, sketches(1, 1))).toHaveLength(1);
});
