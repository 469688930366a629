import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { shippedText } from '#models/text/model.ts';
import { openDevice } from '#tensor/device.ts';
import { train } from '#training/loop/loop.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import { contrast, sayConcept } from '#training/text/contrast.ts';
import { type Corpus, readCorpus } from '#training/text/corpus.ts';
import { createTextEncoder, readTextEncoder, type TextEncoder } from '#training/text/encoder.ts';
import { tokensAtMost, tokensOf } from '#training/text/tokens.ts';
import { tinyDataset } from '../../helpers/dataset.ts';

const likeness = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('tokens', () => {
  test('are the same for all ways to write a word', () => {
    expect(tokensOf('Renard')).toEqual(tokensOf('renard'));
    expect(tokensOf('chérie')).toEqual(tokensOf('Cherie'));
  });

  test('are mostly shared by a word and its typo, and hardly by two words', () => {
    const shared = (a: string, b: string) => tokensOf(a).filter((token) => tokensOf(b).includes(token)).length;
    expect(shared('butterfly', 'buterfly')).toBeGreaterThan(6);
    expect(shared('butterfly', 'rocket')).toBe(0);
  });

  test('are letters and pairs of letters where words are not spaced', () => {
    expect(tokensOf('寿司')).toHaveLength(4);
  });

  test('of a long text are cut, of nothing none', () => {
    expect(tokensOf('fox '.repeat(500))).toHaveLength(tokensAtMost);
    expect(tokensOf('!?')).toEqual([]);
  });
});

describe('what people call emoji', () => {
  test('is known in every language of emojibase', async () => {
    const corpus = await readCorpus();
    expect(corpus.get('en')!.get('1f98a')).toMatchObject({ label: 'fox' });
    expect(corpus.get('it')!.get('1f98a')!.label).toContain('volpe');
    expect(corpus.size).toBeGreaterThanOrEqual(27);
  });

  test('is said in words', async () => {
    const corpus = await readCorpus();
    const said = Array.from({ length: 60 }, (_, i) => sayConcept('1f98a', corpus, createRandom(i)));
    expect(said).toContain('fox');
    expect(new Set(said).size).toBeGreaterThan(10);
  });
});

describe('texts and pictures learn to meet', () => {
  const concepts = ['sun', 'moon', 'tree', 'fish'];
  const corpus: Corpus = new Map([['en', new Map(concepts.map((name) => [name, { label: name, tags: [] }]))]]);
  let encoder: TextEncoder;

  test('in a space where each is nearest to its own', async () => {
    const size = 8;
    const codes = Float32Array.from({ length: 4 * size }, (_, i) => (i % size === Math.floor(i / size) ? 3 : 0));
    const learner = contrast({ codes, size, concepts }, corpus);
    const config = { size, text: true };
    const run = createRun({ family: learner, config, seed: 1 });
    const losses: number[] = [];
    await train(
      {
        ...{ family: learner, config, dataset: tinyDataset(), device: await openDevice('cpu', 1) },
        ...{ batchSize: 4, learningRate: 1e-2, seed: 1, until: { steps: 60 } },
        onStep: (report) => void losses.push(report.losses.loss!),
      },
      run,
    );
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses.at(-1)).toBeLessThan(0.1);
    encoder = createTextEncoder(emaWeights(run)['text/table']!);
    expect(likeness(encoder.embed('sun'), encoder.embed('sun'))).toBeCloseTo(1, 5);
    expect(likeness(encoder.embed('sun'), encoder.embed('fish'))).toBeLessThan(0.5);
  });
});

describe('the text encoder that comes with Easel', () => {
  let text: TextEncoder;
  beforeAll(async () => {
    text = await readTextEncoder(shippedText);
  });

  test('finds words of one meaning nearer than others', () => {
    const near = likeness(text.embed('cat'), text.embed('gatto'));
    expect(near).toBeGreaterThan(likeness(text.embed('cat'), text.embed('bicycle')));
    expect(near).toBeGreaterThan(likeness(text.embed('gatto'), text.embed('bicicletta')));
  });

  test('says nothing of a text without words', () => {
    expect(text.embed('…').every((value) => value === 0)).toBe(true);
  });
});
