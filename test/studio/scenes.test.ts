import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { findWords } from '#studio/planning/ingredients.ts';
import { createVocabulary, type Vocabulary } from '#studio/vocabulary/vocabulary.ts';
import { readConcepts } from '#training/data/concepts.ts';
import { readPage } from '../helpers/pages.ts';
import { isReadRight, readWrittenPrompts } from '../helpers/prompts.ts';
import { vocabularyCache } from '../helpers/vocabulary.ts';

let vocabulary: Vocabulary;

beforeAll(async () => {
  const concepts = (await readConcepts()).map(({ concept }) => concept);
  vocabulary = await createVocabulary(concepts, { cacheDir: vocabularyCache });
});

const sceneOf = (prompt: string) => vocabulary.understand(prompt).scene;
const phraseOf = (prompt: string) => vocabulary.understand(prompt).phrase;

describe('prompts that were written down with their scenes', () => {
  const written = readWrittenPrompts();

  it('are read right, nearly all', () => {
    const wrong = written.filter(({ prompt, readings }) => !isReadRight(vocabulary.understand(prompt), readings));
    for (const { language, prompt } of wrong) console.log(`${language}: ${prompt} → ${phraseOf(prompt) || 'nothing'}`);
    const single = written.filter((prompt) => prompt.single);
    const share = (all: unknown[], bad: unknown[]) => (all.length - bad.length) / all.length;
    expect(written.length).toBeGreaterThanOrEqual(400);
    expect(new Set(written.map(({ language }) => language)).size).toBeGreaterThanOrEqual(10);
    expect(share(written, wrong)).toBeGreaterThanOrEqual(0.98);
    expect(
      share(
        single,
        wrong.filter((prompt) => prompt.single),
      ),
    ).toBeGreaterThanOrEqual(0.98);
  });

  it('are read within five milliseconds each, most of them in a tenth of that', () => {
    const times = written.map(({ prompt }) => {
      const start = performance.now();
      vocabulary.understand(prompt);
      return performance.now() - start;
    });
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(5);
  });
});

describe('a reply', () => {
  it.each([
    ['a sleepy fox with a crown', 'a sleepy fox with a crown'],
    ['🦊😴👑', 'a sleepy fox with a crown'],
    ['ein schläfriger Fuchs mit Krone', 'a sleepy fox with a crown'],
    ['王冠をかぶった眠い狐', 'a sleepy fox with a crown'],
    ['three green frogs', 'three green frogs'],
    ['five penguins in a row', 'five penguins in a row'],
    ['lots of mice', 'a crowd of mice'],
    ['purple dragon with glasses', 'a purple dragon with glasses'],
    ['octopus on fire', 'an octopus on fire'],
    ['🦊🍩', 'a fox and a doughnut'],
    ['a tiny golden frog in the rain', 'a tiny golden frog in the rain'],
    ['fox made of pizza', 'a fox made of pizza'],
    ['zombie unicorn', 'a zombie unicorn'],
    ['monkey with headphones and a banana', 'a monkey with headphones and a banana'],
    ['an apple with the face of a fox', 'an apple with the face of a fox'],
    ['a bear reading a newspaper', 'a bear with a newspaper'],
    ['owl with a question mark', 'an owl with a red question mark'],
    ['🦉❓', 'an owl with a red question mark'],
    ['🤠🐸', 'a frog with a cowboy hat'],
    ['pizza cat', 'a cat made of pizza'],
    ['leopard snake', 'a leopard-spotted snake'],
    ['leopard and snake', 'a leopard and a snake'],
    ['zebra print dress', 'a zebra-striped dress'],
    ['frog under an umbrella', 'a frog with an umbrella'],
    ['pirate cat', 'a pirate cat'],
    ['🏴‍☠️🦊', 'a pirate fox'],
    ['a happy pirate', 'a happy pirate'],
    ['three pirates', 'three pirates'],
    ['gato pirata', 'a pirate cat'],
    ['海賊猫', 'a pirate cat'],
  ])('to "%s" says %s', (prompt, phrase) => {
    expect(phraseOf(prompt)).toBe(phrase);
  });
});

describe('the colour of what somebody wears or holds', () => {
  it.each([
    ['cat with a red hat', { '1f3a9': 'red' }, 'a cat with a red top hat'],
    ['red cat with a blue hat', { '1f3a9': 'blue' }, 'a red cat with a blue top hat'],
    ['pig with a blue cowboy hat', { '1f920': 'blue' }, 'a pig with a blue cowboy hat'],
    ['cat with a purple bow and green sunglasses', { '1f380': 'purple', '1f576': 'green' }, undefined],
    ['frog holding a blue balloon', { '1f388': 'blue' }, 'a frog with a blue balloon'],
    ['zorro con sombrero rojo', { '1f3a9': 'red' }, 'a fox with a red top hat'],
    ['Fuchs mit grünem Schal', { '1f9e3': 'green' }, 'a fox with a green scarf'],
    ['cat with a rainbow hat', undefined, 'a cat with a top hat'],
  ])('is its own: %s', (prompt, dyed, phrase) => {
    const read = vocabulary.understand(prompt);
    expect(read.scene?.dyed).toEqual(dyed);
    expect(read.scene?.colour).toBe(prompt.startsWith('red') ? 'red' : undefined);
    if (phrase) expect(read.phrase).toBe(phrase);
  });

  it('is what an option says, and goes with what is taken off', () => {
    const hat = vocabulary.understand('fox', { wearing: 'red hat' });
    expect(hat.scene).toEqual({ subject: '1f98a', worn: ['1f3a9'], dyed: { '1f3a9': 'red' } });
    const scene = hat.scene!;
    expect(vocabulary.change(scene, { mood: 'sleepy' }).scene.dyed).toEqual({ '1f3a9': 'red' });
    expect(vocabulary.change(scene, { wearing: 'blue hat' }).scene.dyed).toEqual({ '1f3a9': 'blue' });
    expect(vocabulary.change(scene, { wearing: 'hat' }).scene.dyed).toBeUndefined();
    expect(vocabulary.change(scene, { wearing: 'none' }).scene.dyed).toBeUndefined();
  });
});

describe('two things side by side', () => {
  it.each([
    ['a red cat and a blue dog', { subject: '1f408', colour: 'red' }, { subject: '1f415', colour: 'blue' }],
    ['happy fox and angry penguin', { subject: '1f98a', mood: '1f604' }, { subject: '1f427', mood: '1f620' }],
    ['ein Fuchs und ein grüner Frosch', { subject: '1f98a' }, { subject: '1f438', colour: 'green' }],
  ])('have each what is said of it: %s', (prompt, scene, other) => {
    const read = vocabulary.understand(prompt);
    expect(read.scene).toMatchObject({ subject: scene.subject, ...('colour' in scene && { colour: scene.colour }) });
    expect(read.others.map((one) => one.scene)).toEqual([other]);
    expect(read.unknown).toEqual([]);
  });

  it('are said back so', () => {
    expect(vocabulary.understand('a red cat and a blue dog').phrase).toBe('a red cat and a blue dog');
  });
});

describe('what somebody rides, or is in', () => {
  it.each([
    ['cat riding a skateboard', { subject: '1f408', on: '1f6f9' }, 'a cat on a skateboard'],
    ['frog on a blue bike', { subject: '1f438', on: '1f6b2', dyed: { '1f6b2': 'blue' } }, 'a frog on a blue bike'],
    ['dog in a car', { subject: '1f415', on: '1f697' }, 'a dog in a car'],
    ['fox riding a unicorn', { subject: '1f98a', on: '1f984' }, 'a fox on a unicorn'],
    ['Katze auf einem Motorrad', { subject: '1f408', on: '1f3cd' }, 'a cat on a motorcycle'],
    ['sapo en un coche', { subject: '1f438', on: '1f697' }, 'a frog in a car'],
  ])('%s', (prompt, scene, phrase) => {
    const read = vocabulary.understand(prompt);
    expect(read.scene).toEqual(scene);
    expect(read.phrase).toBe(phrase);
    expect(read.others).toEqual([]);
  });

  it.each(['cat next to a car', 'fox on fire', 'penguin in a castle'])('is nothing here: %s', (prompt) => {
    expect(vocabulary.understand(prompt).scene).not.toHaveProperty('on');
  });
});

describe('prompts with more than a picture can hold', () => {
  it('keep the first of what contradicts itself and name the other', () => {
    expect(vocabulary.understand('happy sad penguin')).toMatchObject({
      scene: { subject: '1f427', mood: '1f600' },
      unknown: ['sad'],
    });
    expect(vocabulary.understand('red blue heart')).toMatchObject({ phrase: 'a blue heart', unknown: ['red'] });
  });

  it('name what is said of a thing that has no place of its own', () => {
    const { scene, unknown } = vocabulary.understand('cat with a sleepy hat');
    expect(scene).toEqual({ subject: '1f431', worn: ['1f3a9'] });
    expect(unknown).toEqual(['sleepy']);
  });

  it('of ten things show the first ones and name the rest', () => {
    const { others, unknown } = vocabulary.understand('🦊🍩🚀🍕🌵🐙🏰🎸🦉🍄');
    expect(others).toHaveLength(5);
    expect(unknown).toEqual(['🏰', '🎸', '🦉', '🍄']);
  });

  it('paint a mood itself where nothing has it, and nothing where words only describe', () => {
    expect(phraseOf('sleepy')).toBe('a sleepy face');
    expect(vocabulary.understand('tiny')).toMatchObject({ phrase: '', suggestions: ['tiny fox 🦊', 'tiny dragon 🐉'] });
  });

  it('refuse what nobody knows, of which only the colour is known', () => {
    expect(vocabulary.understand('yellow submarine')).toMatchObject({ phrase: '', unknown: ['submarine'] });
  });

  it('read 500 letters of prose for the best of them', () => {
    const prose =
      `Once upon a time there was a very sleepy fox who lived in a small village and wore a golden crown, and
      every morning she went to the market, where an old wizard sold balloons. `.repeat(3);
    const { scene, unknown } = vocabulary.understand(prose.slice(0, 500));
    expect(scene).toMatchObject({ subject: '1f98a', mood: '1f634' });
    expect(unknown.length).toBeLessThanOrEqual(6);
  });

  it('leave out what nobody draws', () => {
    expect(vocabulary.understand('realistic fat cat, white background, 4k')).toMatchObject({
      phrase: 'a cat',
      unknown: ['realistic', 'fat', 'white background', '4k'],
    });
  });

  it.each([
    { prompt: 'not happy fox', unknown: ['happy'] },
    { prompt: 'fox not angry', unknown: ['angry'] },
    { prompt: 'un zorro no feliz', unknown: ['feliz'] },
  ])('$prompt: it is the mood that is not wanted', ({ prompt, unknown }) => {
    const understood = vocabulary.understand(prompt);
    expect(understood.scene).toEqual({ subject: '1f98a' });
    expect(understood.unknown).toEqual(unknown);
  });

  it('paint nothing that is not wanted', () => {
    const { scene, without, concepts } = vocabulary.understand('not a fox');
    expect(scene).toBeUndefined();
    expect(concepts).toEqual([]);
    expect(without.map(({ label }) => label)).toEqual(['fox']);
    const { suggestions } = vocabulary.understand('not a fox');
    expect(suggestions.length).toBeGreaterThan(1);
    expect(suggestions).not.toContain('fox 🦊');
    expect(phraseOf('no hats, just a dog')).toBe('a dog');
    expect(sceneOf('a cat but no hat')).toEqual({ subject: '1f408' });
  });
});

describe('what cannot be painted', () => {
  it.each([
    ['tiny', {}, `I don't know how to paint "tiny" yet. Perhaps: tiny fox 🦊, tiny dragon 🐉?`],
    ['not a fox', {}, 'What shall it be instead of fox? Perhaps: '],
    ['', { colour: 'blue' }, 'Please say what it shall be, too. Perhaps: blue fox 🦊, blue dragon 🐉?'],
  ])('"%s" with %o is refused with what is near to it', (prompt, wishes, message) => {
    expect(() => findWords(prompt, {} as OpenCheckpoint, vocabulary, { wishes })).toThrow(message);
  });
});

describe('what is asked for beside the prompt', () => {
  it('is in the same scene, in words of any language or emoji', () => {
    const { scene, phrase } = vocabulary.understand('fox', {
      colour: 'lila',
      mood: 'angry',
      wearing: '👑',
      size: 'tiny',
    });
    const fox = { subject: '1f98a', colour: 'purple', mood: '1f620', worn: ['1f451'], size: 'tiny' };
    expect(scene).toEqual(fox);
    expect(phrase).toBe('a tiny angry purple fox with a crown');
    const typed = { colour: '🟣', mood: '😠', wearing: 'corona', holding: 'un café', size: 'diminuto' };
    expect(vocabulary.understand('zorro', typed).scene).toEqual({ ...fox, held: ['2615'] });
  });

  it('comes before what the prompt says', () => {
    expect(vocabulary.understand('happy red penguin', { colour: 'blue', mood: 'sad' })).toMatchObject({
      scene: { subject: '1f427', colour: 'blue', mood: '1f622' },
      unknown: ['happy', 'red'],
    });
  });

  it('is a picture of its own without a prompt', () => {
    expect(vocabulary.understand('', { mood: 'angry', wearing: 'glasses' }).phrase).toBe('an angry face with glasses');
    expect(vocabulary.understand('', { wearing: 'crown' }).phrase).toBe('a crown');
  });

  it.each([
    [{ colour: 'fast' }, '`colour` is a colour: red, orange,'],
    [{ mood: 'table' }, '`mood` is a mood, such as sleepy'],
    [{ wearing: 'pizza' }, '`wearing` is something to wear, such as a crown'],
    [{ size: 'red' }, '`size` is tiny or giant, not "red".'],
    [{ holding: 'qwxzvk' }, '`holding` is a thing'],
  ])('is refused where it is nothing of the kind: %o', (wishes, message) => {
    expect(() => vocabulary.understand('fox', wishes)).toThrow(message);
  });

  it.each([
    ['mood', 'sl', 'sleepy 😴'],
    ['mood', 'müd', 'sleepy 😴'],
    ['colour', 'pur', 'purple'],
    ['colour', 'azu', 'blue'],
    ['wearing', 'cr', 'crown 👑'],
    ['wearing', 'Sonnenbr', 'sunglasses 🕶️'],
    ['size', '', 'tiny'],
  ] as const)('completes %s from "%s" to %s, which it understands', (part, typed, completed) => {
    expect(vocabulary.suggest(typed, part)).toContain(completed);
    for (const suggestion of vocabulary.suggest(typed, part)) {
      expect(() => vocabulary.understand('fox', { [part]: suggestion }), suggestion).not.toThrow();
    }
  });
});

describe('who writes in a language of their own', () => {
  it.each([
    ['it', 'butter 🧈'],
    ['es', 'donkey 🫏'],
  ])('and says "burro" in %s means %s', (language, label) => {
    const words = findWords('burro', { latent: {} } as OpenCheckpoint, vocabulary, { language });
    expect(words.label).toBe(label);
  });
});

/** The parts of a scene that a row of the table in docs/prompts.md is about, by how the row begins. */
const partsOfRows: Readonly<Record<string, readonly string[]>> = {
  'what is shown': ['subject'],
  'how it feels': ['mood'],
  'in which colour': ['colour'],
  'what it wears': ['worn'],
  'what it holds': ['held'],
  'what is behind': ['behind'],
  'what it is on': ['on'],
  'what it is made of': ['pattern', 'body'],
  'what kind of being': ['being'],
  'how many': ['count'],
  'how large': ['size'],
};

it('docs/prompts.md shows examples that are read as it says', async () => {
  const rows = (await readPage('docs/prompts.md')).match(/^\| (?:what|how|in) .+$/gm) ?? [];
  const wrong = rows.flatMap((row) => {
    const [, parts = []] = Object.entries(partsOfRows).find(([begins]) => row.startsWith(`| ${begins}`)) ?? [];
    const examples = [...row.matchAll(/`([^`]+)`/g)].map(([, example]) => example!);
    return examples.filter((example) => {
      const { scene, others, unknown, without } = vocabulary.understand(example);
      if (row.startsWith('| what is beside')) return others.length === 0;
      if (row.startsWith('| what you do not want')) return without.length === 0;
      return unknown.length > 0 || !parts.some((part) => scene && part in scene);
    });
  });
  expect(rows).toHaveLength(13);
  expect(wrong).toEqual([]);
});
