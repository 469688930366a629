import { expect, test } from 'vitest';
import { readConcepts } from '#training/data/concepts.ts';
import { isHeldOut } from '#training/data/split.ts';

test('the same concepts are held out for good', () => {
  const outcome = ['1f98a', '1f369', '1f451', '1f680', '1f408', '1f916'].map((concept) => [
    concept,
    isHeldOut(concept),
  ]);
  expect(Object.fromEntries(outcome)).toMatchInlineSnapshot(`
    {
      "1f369": false,
      "1f408": false,
      "1f451": false,
      "1f680": true,
      "1f916": false,
      "1f98a": false,
    }
  `);
});

test('ten per cent of the emoji are held out, in every group', async () => {
  const concepts = await readConcepts();
  expect(concepts).toHaveLength(1420);
  const share = (group: typeof concepts) => group.filter(({ concept }) => isHeldOut(concept)).length / group.length;
  expect(share(concepts)).toBeCloseTo(0.1, 1);
  for (const [name, group] of Map.groupBy(concepts, ({ group }) => group)) {
    expect(share(group), name).toBeGreaterThan(0.04);
    expect(share(group), name).toBeLessThan(0.18);
  }
});

test('concepts show things, and are written without presentation marks', async () => {
  const concepts = new Map((await readConcepts()).map((one) => [one.concept, one]));
  expect(concepts.get('1f98a')).toEqual({ concept: '1f98a', label: 'fox', group: 'animals-nature' });
  expect(concepts.get('2764')).toMatchObject({ label: 'red heart' });
  for (const absent of ['1f1eb-1f1f7', '31-20e3', '1f3fb', '1f9b0', '267b']) expect(concepts.has(absent)).toBe(false);
  expect([...concepts.keys()].filter((concept) => concept.includes('fe0f'))).toEqual([]);
});
