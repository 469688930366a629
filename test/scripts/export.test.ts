import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelOf } from '#sampling/model.ts';
import { loadDecoder } from '#sampling/programs.ts';
import { openDevice } from '#tensor/device.ts';
import { readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { shippedModels } from '../../src/easel.ts';
import { relativeDifference } from '../helpers/numbers.ts';
import { checkOnnx, hasOnnxChecker } from '../helpers/onnx-checker.ts';
import { programEnv } from '../helpers/program-env.ts';
import { runOnWasm } from '../helpers/wasm.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-export-'));
  file = join(folder, 'new', 'easel.onnx');
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the script as a user does. */
function runExport(...options: string[]): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = programEnv({ DATA_DIR: folder });
    execFile(process.execPath, ['scripts/export.ts', ...options], { env }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, stdout, stderr }),
    );
  });
}

test('the model that ships paints the same pictures in another runtime', async () => {
  const { stdout } = await runExport('--model', 'easel', '--out', file);
  expect(stdout).toMatch(/easel\.onnx: the decoder of easel \(checkpoint [0-9a-f]{8}\), \d\.\d MiB\n$/);

  const checkpoint = await readCheckpoint(shippedModels.easel);
  const { info, codeTable } = checkpoint;
  const [count, code, styles] = [3, info.layout.size, info.styles.length];
  const inputs = {
    code: { data: codeTable.codes.slice(0, count * code), shape: [count, code] },
    style: {
      data: Float32Array.from({ length: count * styles }, (_, i) => Number(i % styles === 0)),
      shape: [count, styles],
    },
    keep: { data: new Float32Array(count).fill(1), shape: [count, 1] },
  };
  const { image } = await runOnWasm(await readFile(file), inputs);

  const decoder = await loadDecoder(modelOf(checkpoint), await openDevice('cpu', 1), count);
  const numbers = { code: inputs.code.data, style: inputs.style.data, keep: inputs.keep.data };
  const ours = await decoder.run(numbers);
  await decoder.release();
  expect(image).toHaveLength(count * info.size ** 2 * 4);
  expect(relativeDifference(image!, ours.image!)).toBeLessThan(1e-4);
});

test.skipIf(!hasOnnxChecker)('the file says what it is (needs python3-onnx)', async () => {
  await runExport('--out', file);
  const [said] = checkOnnx({ easel: await readFile(file) });
  const { info } = await readCheckpoint(shippedModels.easel);
  const { layout, size } = info;
  expect(said).toMatchObject({
    shapes: { code: ['batch', layout.size], style: ['batch', 6], keep: ['batch', 1], image: ['batch', size, size, 4] },
    metadata: {
      model: 'easel',
      checkpoint: info.id,
      part: 'decoder',
      styles: info.styles.join(','),
      code_size: String(layout.size),
      licence: expect.stringMatching(/^MIT\..*CC-BY-4\.0/),
    },
    doc: expect.stringContaining(`image [batch, ${size}, ${size}, 4]: red, green, blue and alpha in [0, 1]`),
  });
});

test.each([
  [['--model', 'nobody'], 'There is no model "nobody".'],
  [['--part', 'hand'], '--part is one of decoder, encoder; "hand" is not.'],
])('%j is refused in words', async (options, words) => {
  const { failed, stderr } = await runExport(...options, '--out', join(folder, 'none.onnx'));
  expect(failed).toBe(true);
  expect(stderr).toContain(words);
});
