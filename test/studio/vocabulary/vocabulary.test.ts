import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { lexiconName } from '#studio/vocabulary/load.ts';
import { createVocabularies, createVocabulary, type Vocabulary } from '#studio/vocabulary/vocabulary.ts';
import { readConcepts } from '#training/data/concepts.ts';
import { vocabularyCache } from '../../helpers/vocabulary.ts';

let concepts: string[];
let vocabulary: Vocabulary;

beforeAll(async () => {
  concepts = (await readConcepts()).map(({ concept }) => concept);
  vocabulary = await createVocabulary(concepts, { cacheDir: vocabularyCache });
});

const nothing = { concepts: [], others: [], without: [], phrase: '', unknown: [], suggestions: [] };
const plain = (emoji: string) => emoji.replaceAll('\ufe0f', '');
const emojiIn = (prompt: string) => vocabulary.understand(prompt).concepts.map(({ emoji }) => plain(emoji));

describe('words', () => {
  it.each([
    ['fox', '🦊'],
    ['FOX!', '🦊'],
    ['foxes', '🦊'],
    ['cat', '🐈'],
    ['hot dog', '🌭'],
    ['birthday', '🎂'],
    ['car', '🚗'],
    ['music', '🎵'],
    ['happy', '😀'],
    ['wizard', '🧙'],
  ])('takes "%s" for %s', (prompt, emoji) => {
    expect(emojiIn(prompt)).toEqual([emoji]);
  });

  it.each([
    ['renard', '🦊'],
    ['торт', '🎂'],
    ['торты', '🎂'],
    ['寿司', '🍣'],
    ['feliz cumpleaños', '🎂'],
    ['feliz cumpleanos', '🎂'],
    ['die Katze', '🐈'],
    ['un chat noir', '🐈‍⬛'],
    ['고양이가', '🐈'],
    ['กล้วย', '🍌'],
    ['लोमड़ी', '🦊'],
    ['ræv', '🦊'],
    ['cáo', '🦊'],
    ['狐狸', '🦊'],
  ])('takes "%s" of another language for %s', (prompt, emoji) => {
    expect(emojiIn(prompt)).toEqual([emoji]);
  });

  it.each([
    ['foks', '🦊'],
    ['pitza', '🍕'],
    ['dragn', '🐉'],
    ['choclate', '🍫'],
  ])('reads the typo "%s" as %s', (prompt, emoji) => {
    expect(emojiIn(prompt)).toEqual([emoji]);
  });

  it('finds every thing in a sentence, also where nothing stands between the words', () => {
    expect(emojiIn('fox and doughnut')).toEqual(['🦊', '🍩']);
    expect(emojiIn('แมวกับปลา')).toEqual(['🐈', '🐟']);
    expect(emojiIn('狐と寿司')).toEqual(['🦊', '🍣']);
  });

  it('prefers one picture of two words to a mixture', () => {
    expect(emojiIn('happy cat')).toEqual(['😺']);
    expect(emojiIn('gatto felice')).toEqual(['😺']);
    expect(emojiIn('sad cat')).toEqual(['😿']);
  });

  it('lets a mood weigh less than the things that have it', () => {
    const { concepts, unknown } = vocabulary.understand('a sleepy fox with a crown');
    expect(concepts.map(({ label, weight }) => [label, weight])).toEqual([
      ['sleeping face', 0.2],
      ['fox', 0.4],
      ['crown', 0.4],
    ]);
    expect(unknown).toEqual([]);
  });

  it('names the words behind each picture', () => {
    const { concepts } = vocabulary.understand('a Happy small cat beside a birthday cake');
    expect(concepts.map(({ words }) => words)).toEqual(['Happy cat', 'birthday cake']);
  });
});

describe('emoji', () => {
  it('takes them as they are, evenly', () => {
    const { concepts } = vocabulary.understand('🦊🍩');
    expect(concepts).toEqual([
      { concept: '1f98a', emoji: '🦊', label: 'fox', weight: 0.5, words: '🦊' },
      { concept: '1f369', emoji: '🍩', label: 'doughnut', weight: 0.5, words: '🍩' },
    ]);
  });

  it('takes skin tones off and does without variation selectors', () => {
    expect(emojiIn('👍🏽')).toEqual(['👍']);
    expect(emojiIn('❤')).toEqual(['❤']);
    expect(emojiIn('👩🏽‍🚀')).toEqual(['👩‍🚀']);
  });

  it('lets an emoji say which meaning of the word before it is meant', () => {
    expect(emojiIn('cat 🐱 fox')).toEqual(['🐱', '🦊']);
  });

  it('refuses one that the model does not know, with near ones', () => {
    for (const [emoji, label] of [
      ['🇫🇷', 'flag: France'],
      ['1️⃣', 'keycap: 1'],
    ] as const) {
      const attempt = () => vocabulary.understand(`a fox ${emoji}`);
      expect(attempt).toThrow(AppError);
      expect(attempt).toThrow(expect.objectContaining({ code: 'unknown_emoji' }));
      expect(attempt).toThrow(`${emoji} (${label}). Perhaps: `);
    }
  });
});

describe('what cannot be used', () => {
  it('comes back as written, with near words', () => {
    const { concepts, unknown, suggestions } = vocabulary.understand('a fox and a Golem');
    expect(concepts.map(({ label }) => label)).toEqual(['fox']);
    expect(unknown).toEqual(['Golem']);
    expect(suggestions.length).toBeGreaterThan(0);
    for (const suggestion of suggestions) expect(emojiIn(suggestion)).toHaveLength(1);
  });

  it('comes back alone where nothing is near', () => {
    expect(vocabulary.understand('asdkjh')).toEqual({ ...nothing, unknown: ['asdkjh'] });
  });

  it.each(['', '   ', '!!! ... ---', 'the', 'a', '\u200d\ufe0f'])('is nothing in "%s"', (prompt) => {
    expect(vocabulary.understand(prompt)).toEqual(nothing);
  });

  it('is what a model of fewer concepts never saw', async () => {
    const few = await createVocabulary(['1f98a', '1f355', 'no-emoji'], { cacheDir: vocabularyCache });
    expect(few.understand('fox').concepts).toHaveLength(1);
    expect(few.understand('sushi').concepts).toHaveLength(0);
    expect(() => few.understand('🍣')).toThrow(/pizza 🍕/);
  });
});

describe('long prompts', () => {
  it('are read for their first concepts, at once', () => {
    const words = ['fox', 'qwrtp', 'pizza', 'zxcvb', 'rocket', 'crown', 'sushi', 'robot', 'owl', 'castle'];
    const prompt = Array.from({ length: 700 }, (_, index) => words[index % words.length])
      .join(' ')
      .slice(0, 4000);
    vocabulary.understand(prompt);
    const start = performance.now();
    const { concepts, unknown } = vocabulary.understand(prompt);
    expect(performance.now() - start).toBeLessThan(500);
    expect(concepts).toHaveLength(6);
    expect(concepts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(unknown).toEqual(['qwrtp', 'zxcvb', 'robot']);
  });

  it('of one endless word end, too', () => {
    expect(vocabulary.understand('x'.repeat(4000)).unknown).toHaveLength(1);
    expect(vocabulary.understand('狐'.repeat(4000)).concepts).toHaveLength(1);
  });
});

describe('completions', () => {
  it('go on with the best first, each with its emoji', () => {
    expect(vocabulary.suggest('fo')[0]).toBe('fox 🦊');
    expect(vocabulary.suggest('volp')).toEqual(['volpe 🦊']);
    expect(vocabulary.suggest('hot d')[0]).toBe('hot dog 🌭');
    expect(vocabulary.suggest('кошк')[0]).toBe('кошка 🐈️');
  });

  it('go on with the last word and keep what stands before it', () => {
    expect(vocabulary.suggest('a sleepy fo')[0]).toBe('a sleepy fox 🦊');
  });

  it('name an emoji', () => {
    expect(vocabulary.suggest('🦊')).toEqual(['fox 🦊']);
    expect(vocabulary.suggest('🇫🇷')).toEqual([]);
  });

  it('are at most 25, offer something at first, and are understood as the emoji they show', () => {
    for (const prefix of ['', 'a', 'ca', 'ch']) {
      const suggestions = vocabulary.suggest(prefix);
      expect(suggestions.length).toBeGreaterThan(20);
      expect(suggestions.length).toBeLessThanOrEqual(25);
      for (const suggestion of suggestions) {
        expect(emojiIn(suggestion)).toEqual([plain(suggestion.slice(suggestion.lastIndexOf(' ') + 1))]);
      }
    }
  });
});

describe('the words of models', () => {
  it('are made once for each, and each has its own', async () => {
    const vocabularies = createVocabularies({ cacheDir: vocabularyCache });
    const model = (id: string, ...known: string[]) => ({ id, latent: { concepts: new Set(known) } });
    const foxes = await vocabularies(model('a', '1f98a'));
    expect(await vocabularies(model('a', '1f98a'))).toBe(foxes);
    const pizzas = await vocabularies(model('b', '1f355'));
    expect([foxes, pizzas].map((words) => words.understand('fox').concepts.length)).toEqual([1, 0]);
  });
});

describe('the index', () => {
  /** Opens a vocabulary where this lies in place of the index, and says whether the index lies there afterwards, and anew. */
  const openWith = async (content: Uint8Array, kept: Uint8Array) => {
    const folder = await mkdtemp(join(tmpdir(), 'easel-vocabulary-'));
    const file = join(folder, await lexiconName());
    await writeFile(file, content);
    const { ino } = await stat(file);
    const again = await createVocabulary(concepts, { cacheDir: folder });
    expect(again.understand('gatto felice')).toEqual(vocabulary.understand('gatto felice'));
    const found = { whole: (await readFile(file)).equals(kept), anew: (await stat(file)).ino !== ino };
    await rm(folder, { recursive: true });
    return found;
  };

  it('is used as it was kept, and made anew where it is damaged', async () => {
    const kept = await readFile(join(vocabularyCache, await lexiconName()));
    expect(await openWith(kept, kept)).toEqual({ whole: true, anew: false });
    expect(await openWith(kept.subarray(0, kept.length / 2), kept)).toEqual({ whole: true, anew: true });
  });
});
