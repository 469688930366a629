import { expect, test } from 'vitest';
import { createCurves, readCurves } from '#studio/training/curves.ts';

const report = (step: number, loss?: number, liking?: number) => ({
  ratio: 0,
  phase: 'training' as const,
  step,
  loss,
  liking,
});

test('a run’s loss and liking are gathered by step, and read back from what is kept of it', () => {
  const curves = createCurves();
  for (const [step, loss] of [
    [1, 0.5],
    [1, 0.4],
    [2, 0.3],
  ] as const)
    curves.add(report(step, loss));
  curves.add(report(3, undefined, 0.1));
  expect(curves.read()).toEqual({
    loss: [
      [1, 0.5],
      [2, 0.3],
    ],
    liking: [[3, 0.1]],
  });
  expect(readCurves(JSON.parse(JSON.stringify({ curves: curves.read() })))).toEqual(curves.read());
  expect(readCurves({})).toEqual({ loss: [], liking: [] });
});

test('however long a run is, its curve stays short and reaches from its beginning to its end', () => {
  const curves = createCurves();
  for (let step = 0; step < 20_000; step++) curves.add(report(step, step));
  const { loss } = curves.read();
  expect(loss.length).toBeLessThanOrEqual(200);
  expect(loss.length).toBeGreaterThan(80);
  expect(loss[0]).toEqual([0, 0]);
  expect(loss.at(-1)![0]).toBeGreaterThan(19_500);
});
