import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { languages } from '#studio/vocabulary/languages.ts';
import { createVocabulary, type Vocabulary } from '#studio/vocabulary/vocabulary.ts';
import { conceptOf, readConcepts } from '#training/data/concepts.ts';
import { vocabularyCache } from '../helpers/vocabulary.ts';

interface Entry {
  hexcode: string;
  label: string;
  unicode: string;
}

const fixture = new URL('../fixtures/ambiguous-labels.txt', import.meta.url);
const plain = (text: string) => text.replaceAll('\ufe0f', '');
let vocabulary: Vocabulary;
let concepts: string[];

beforeAll(async () => {
  concepts = (await readConcepts()).map(({ concept }) => concept);
  vocabulary = await createVocabulary(concepts, { cacheDir: vocabularyCache });
});

async function readLabels(locale: string): Promise<Entry[]> {
  const path = fileURLToPath(import.meta.resolve(`emojibase-data/${locale}/compact.json`));
  const entries = JSON.parse(await readFile(path, 'utf8')) as Entry[];
  const known = new Set(concepts);
  return entries.filter(({ hexcode, label }) => known.has(conceptOf(hexcode)) && /^[\p{L}\p{M}\p{N}]+$/u.test(label));
}

it('every label of one word finds its own emoji in its own language, but for those that are ambiguous', async () => {
  const others: string[] = [];
  let count = 0;
  for (const locale of languages.flatMap(({ locales }) => locales)) {
    for (const { hexcode, label, unicode } of await readLabels(locale)) {
      count++;
      const found = vocabulary.understand(label, {}, locale).concepts;
      if (found.length === 1 && found[0]!.concept === conceptOf(hexcode)) continue;
      others.push(plain(`${locale} ${label} ${unicode} → ${found.map(({ emoji }) => emoji).join(' ') || 'nothing'}`));
    }
  }
  expect(count).toBeGreaterThan(19_000);
  expect(others).toEqual(readFileSync(fixture, 'utf8').trim().split('\n').slice(1));
});

it.each([
  ['犬', '🐕'],
  ['いぬ', '🐕'],
  ['ネコ', '🐈'],
  ['ねこ', '🐈'],
  ['sol', '☀'],
  ['butterflies', '🦋'],
  ['geese', '🪿'],
  ['feet', '🦶'],
  ['wolves', '🐺'],
  ['Tシャツ', '👕'],
])('nobody says in which language "%s" is: %s', (word, emoji) => {
  expect(vocabulary.understand(word).concepts.map((found) => plain(found.emoji))).toEqual([emoji]);
});

it('an emoji of two skin tones is the one without', async () => {
  const path = fileURLToPath(import.meta.resolve('emojibase-data/en/data.json'));
  const entries = JSON.parse(await readFile(path, 'utf8')) as { hexcode: string; skins?: { emoji: string }[] }[];
  const toned = entries.flatMap(({ hexcode, skins = [] }) => skins.map(({ emoji }) => ({ hexcode, emoji })));
  const found = toned.filter(({ hexcode }) => concepts.includes(conceptOf(hexcode)));
  const wrong = found.filter(
    ({ hexcode, emoji }) => vocabulary.understand(emoji).concepts[0]?.concept !== conceptOf(hexcode),
  );
  expect(found.length).toBeGreaterThan(2000);
  expect(wrong).toEqual([]);
});

it.each([
  [':thumbsup::skin-tone-4:', '👍'],
  [':+1:', '👍'],
  [':fox_face:', '🦊'],
  [':doughnut:', '🍩'],
])('reads the shortcode %s', (code, emoji) => {
  expect(vocabulary.understand(code).concepts.map((found) => plain(found.emoji))).toEqual([emoji]);
});
