import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type AnyCommand, command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { parseMessage } from '#chat/reading/parse.ts';
import { AppError } from '#lib/errors.ts';
import type { Ingredient, Upload } from '#studio/api.ts';

const run = () => ({ text: '' });

const paint = command({
  name: 'paint',
  summary: 'Paints',
  examples: ['/paint cat'],
  options: {
    prompt: option.text({ summary: 'What', rest: true }),
    style: option.text({ summary: 'Style' }),
    count: option.integer({ summary: 'How many', min: 1, max: 9, default: 4 }),
    spread: option.number({ summary: 'How far', min: 0, max: 2 }),
  },
  run,
});
const blend = command({
  name: 'blend',
  summary: 'Blends',
  examples: ['/blend 🦊 🍩'],
  options: {
    a: option.ingredient({ summary: 'One', required: true }),
    b: option.ingredient({ summary: 'Other', required: true }),
    more: option.ingredients({ summary: 'More', max: 2 }),
    style: option.text({ summary: 'Style' }),
  },
  run,
});
const restyle = command({
  name: 'restyle',
  summary: 'Restyles',
  examples: ['/restyle 🦊 noto'],
  options: {
    picture: option.ingredient({ summary: 'The picture', required: true }),
    style: option.text({ summary: 'The style', required: true }),
    format: option.choice(['webp', 'gif'], { summary: 'File', default: 'webp' }),
  },
  run,
});
const keep = command({
  name: 'keep',
  summary: 'Keeps',
  examples: ['/keep 7k2m9x4q1c happy_fox'],
  options: {
    picture: option.ingredient({ summary: 'The picture', required: true, picturesOnly: true }),
    name: option.text({ summary: 'Its name' }),
    kind: option.choice(['emoji', 'sticker'], { summary: 'As', default: 'emoji' }),
  },
  run,
});
const commands = new Map<string, AnyCommand>([paint, blend, restyle, keep].map((each) => [each.name, each]));

const parse = (text: string, attachments: Upload[] = []) => parseMessage(text, attachments, commands);
const values = (text: string, attachments: Upload[] = []) => parse(text, attachments).values;
function refusal(text: string, attachments: Upload[] = []): AppError {
  try {
    parse(text, attachments);
  } catch (error) {
    return error as AppError;
  }
  throw new Error(`${text} was accepted`);
}
const upload = (name: string): Upload => ({ name, bytes: new Uint8Array([0x89]) });
const text = (typed: string) => ({ text: typed });

describe('words', () => {
  it('fills a prompt with all bare words and keeps the defaults', () => {
    expect(values('/paint happy birthday cat')).toEqual({ prompt: 'happy birthday cat', count: 4 });
  });

  it('takes options anywhere, in any case, with a space after the colon and with quotes', () => {
    expect(values('/PAINT happy Style: noto cat count:2')).toEqual({ prompt: 'happy cat', style: 'noto', count: 2 });
    expect(values('/paint style:"pixel art" “happy cat”')).toEqual({
      prompt: 'happy cat',
      style: 'pixel art',
      count: 4,
    });
    expect(values('/paint prompt:happy cat')).toMatchObject({ prompt: 'happy cat' });
  });

  it('does not take addresses, times and shortcodes for options', () => {
    expect(values('/paint http://example.org at 12:30 :fox_face:').prompt).toBe(
      'http://example.org at 12:30 :fox_face:',
    );
  });

  it('leaves what is in quotes alone', () => {
    expect(values('/paint "size:big" cat').prompt).toBe('size:big cat');
  });

  it('gives bare words to options in their order', () => {
    expect(values('/restyle fox noto GIF')).toEqual({ picture: text('fox'), style: 'noto', format: 'gif' });
  });

  it('reads numbers with a point or a comma', () => {
    expect(values('/paint spread:0.5').spread).toBe(0.5);
    expect(values('/paint spread:0,5').spread).toBe(0.5);
  });
});

describe('habits', () => {
  it.each([
    ['count 9', { prompt: 'fox', count: 9 }],
    ['count=9', { prompt: 'fox', count: 9 }],
    ['count : 9', { prompt: 'fox', count: 9 }],
    ['COUNT：９', { prompt: 'fox', count: 9 }],
    ['ｃｏｕｎｔ：9', { prompt: 'fox', count: 9 }],
    ['count:nine', { prompt: 'fox', count: 9 }],
    ['count:9\u200e', { prompt: 'fox', count: 9 }],
    ['\u200bcount:9', { prompt: 'fox', count: 9 }],
    ['--count 9', { prompt: 'fox', count: 9 }],
    ['--count=9', { prompt: 'fox', count: 9 }],
    ['—count 9', { prompt: 'fox', count: 9 }],
    ['spread 0,5', { prompt: 'fox', count: 4, spread: 0.5 }],
    ['style=noto', { prompt: 'fox', count: 4, style: 'noto' }],
    ['style = noto', { prompt: 'fox', count: 4, style: 'noto' }],
    ['style:fluent flat', { prompt: 'fox', count: 4, style: 'fluent-flat' }],
    ['style:"fluent flat"', { prompt: 'fox', count: 4, style: 'fluent-flat' }],
    ['--no hat', { prompt: 'fox without hat', count: 4 }],
    ['"happy count:1', { prompt: 'fox happy', count: 1 }],
  ])('fox %s', (typed, expected) => {
    expect(values(`/paint fox ${typed}`)).toEqual(expected);
  });

  it('leave words alone that only look alike', () => {
    for (const prompt of ['count dracula', 'fox 9', 'a=b', 'the count', 'fox — crown', '10 : 3', 'style guide']) {
      expect(values(`/paint ${prompt}`)).toEqual({ prompt, count: 4 });
    }
  });

  it('keep the joiners of emoji', () => {
    expect(values('/paint 👩‍🚀').prompt).toBe('👩‍🚀');
  });
});

describe('ingredients', () => {
  it.each([
    ['/blend 🦊 🍩', ['🦊', '🍩'], []],
    ['/blend 🦊🍩', ['🦊', '🍩'], []],
    ['/blend 👩‍🚀❤️🇩🇪', ['👩‍🚀', '❤️'], ['🇩🇪']],
    ['/blend fox🍩', ['fox', '🍩'], []],
    ['/blend :fox_face::+1::skin-tone-4:', [':fox_face:', ':+1::skin-tone-4:'], []],
    ['/blend "happy cat" dog', ['happy cat', 'dog'], []],
    ['/blend happy cat + birthday cake', ['happy cat', 'birthday cake'], []],
    ['/blend 🦊+🍩+🐱', ['🦊', '🍩'], ['🐱']],
    ['/blend b:🍩 🦊', ['🦊', '🍩'], []],
    ['/blend fox and doughnut', ['fox', 'doughnut'], []],
    ['/blend birthday cake and red dragon', ['birthday cake', 'red dragon'], []],
    ['/blend frog to cactus', ['frog', 'cactus'], []],
    ['/blend frog -> cactus', ['frog', 'cactus'], []],
    ['/blend fox, happy cat, dog', ['fox', 'happy cat'], ['dog']],
    ['/blend Fuchs und Donut', ['Fuchs', 'Donut'], []],
    ['/blend zorro y rosquilla', ['zorro', 'rosquilla'], []],
    ['/blend キツネ と ドーナツ', ['キツネ', 'ドーナツ'], []],
    ['/blend 🦊 and 🍩', ['🦊', '🍩'], []],
    ['/blend and fox', ['and', 'fox'], []],
    ['/blend "cat and dog" fox', ['cat and dog', 'fox'], []],
  ])('%s', (typed, [a, b], more) => {
    expect(values(typed)).toMatchObject({ a: text(a!), b: text(b!), more: more.map(text) });
  });

  it('fills what is missing with attachments, in order', () => {
    const [one, two, three] = [upload('1.png'), upload('2.png'), upload('3.png')];
    expect(values('/blend', [one, two])).toMatchObject({ a: { upload: one }, b: { upload: two } });
    expect(values('/blend 🦊', [one])).toMatchObject({ a: text('🦊'), b: { upload: one } });
    expect(values('/blend 🦊 🍩', [one])).toMatchObject({ a: text('🦊'), b: text('🍩'), more: [{ upload: one }] });
    expect(values('/blend', [one, two, three]).more).toEqual([{ upload: three }]);
  });

  it('leaves the word to the style where the picture is attached', () => {
    const picture = upload('cat.png');
    expect(values('/restyle noto', [picture])).toMatchObject({ picture: { upload: picture }, style: 'noto' });
  });
});

describe('what it refuses', () => {
  it.each([
    ['hello', 'unknown_command', 'I paint when you type a command, such as `/generate happy cat`.'],
    ['/', 'unknown_command', '`/help` lists them all'],
    ['/pant cat', 'unknown_command', 'I do not know `/pant`. Did you mean `/paint`?'],
    ['/xyzzy', 'unknown_command', '`/help` lists what I can do'],
    ['/paint size:4', 'bad_option', '/paint has no option `size`. It has `prompt`, `style`, `count`, `spread`.'],
    ['/paint cuont:4', 'bad_option', 'Did you mean `count:`?'],
    ['/paint count:0', 'bad_option', '`count` is a whole number from 1 to 9, not `0`.'],
    ['/paint count:10', 'bad_option', '`count` is a whole number from 1 to 9, not `10`.'],
    ['/paint count:2.5', 'bad_option', '`count` is a whole number from 1 to 9, not `2.5`.'],
    ['/paint count:lots', 'bad_option', '`count` is a whole number from 1 to 9, not `lots`.'],
    ['/paint fox --ar 1:1', 'bad_option', '/paint has no option `ar`: all pictures are square. It has `prompt`'],
    ['/paint spread:1e9', 'bad_option', '`spread` is a number from 0 to 2, not `1e9`.'],
    ['/paint count:', 'bad_option', '`count:` has no value'],
    ['/paint count:1 count:2', 'bad_option', '`count` is given twice'],
    ['/restyle fox', 'bad_option', '/restyle needs `style`: The style. Write `/restyle picture style [format]`.'],
    ['/restyle fox noto webp extra', 'bad_option', 'I do not know what to do with `extra`'],
    ['/restyle fox noto png', 'bad_option', '`format` is one of webp, gif, not `png`.'],
    ['/blend 🦊', 'bad_option', '/blend needs `b`: Other.'],
    ['/blend 🦊 🍩 🐱 🍕 🐸', 'bad_option', '/blend takes at most 4 things, and here are 5.'],
    [`/paint ${'x'.repeat(600)}`, 'bad_option', '`prompt` has at most 500 characters.'],
    [`/paint ${'x'.repeat(3000)}`, 'bad_option', 'please keep it under 2000'],
    ['/paint constructor:1', 'bad_option', '/paint has no option `constructor`'],
  ])('%s', (typed, code, message) => {
    const error = refusal(typed);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('attachments that a command has no use for', () => {
    expect(refusal('/paint cat', [upload('a.png')]).message).toContain('/mix, /make, /restyle and /interpolate');
    expect(refusal('/restyle fox noto', [upload('a.png')]).message).toContain('Take one away');
  });

  it('names all wrong values at once', () => {
    const { message } = refusal('/paint count:0 spread:9');
    expect(message).toContain('`count`');
    expect(message).toContain('`spread`');
  });
});

it('infers the types of values from the declarations', () => {
  command({
    ...restyle,
    options: {
      must: option.text({ summary: '', required: true }),
      may: option.text({ summary: '' }),
      count: option.integer({ summary: '', min: 1, max: 9, default: 4 }),
      maybe: option.number({ summary: '', min: 0, max: 1 }),
      format: option.choice(['webp', 'gif'], { summary: '', default: 'webp' }),
      order: option.choice(['top', 'new'], { summary: '' }),
      from: option.ingredient({ summary: '', required: true }),
      more: option.ingredients({ summary: '', max: 4 }),
    },
    run(_ctx, values) {
      expectTypeOf(values.must).toEqualTypeOf<string>();
      expectTypeOf(values.may).toEqualTypeOf<string | undefined>();
      expectTypeOf(values.count).toEqualTypeOf<number>();
      expectTypeOf(values.maybe).toEqualTypeOf<number | undefined>();
      expectTypeOf(values.format).toEqualTypeOf<'webp' | 'gif'>();
      expectTypeOf(values.order).toEqualTypeOf<'top' | 'new' | undefined>();
      expectTypeOf(values.from).toEqualTypeOf<Ingredient>();
      expectTypeOf(values.more).toEqualTypeOf<Ingredient[]>();
      return { text: '' };
    },
  });
});

it('answers any text with values or an error that a person can act on', () => {
  const piece = fc.oneof(fc.constantFrom('/', '/paint ', '/blend ', 'count:', '"', '“', '+', '🦊', ' '), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        parse(pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 300 },
  );
});

describe('what takes a picture alone', () => {
  const fox = upload('fox.png');

  it('takes an attached one where the first word is no id', () => {
    expect(values('/keep happy_fox', [fox])).toMatchObject({ picture: { upload: fox }, name: 'happy_fox' });
    expect(values('/keep happy_fox sticker', [fox])).toMatchObject({ name: 'happy_fox', kind: 'sticker' });
    expect(values('/keep', [fox])).toMatchObject({ picture: { upload: fox }, name: undefined });
  });

  it('takes an id before an attachment, for which there is no use then', () => {
    const named = { picture: { text: '7k2m9x4q1c.png' }, name: 'happy_fox' };
    expect(values('/keep 7k2m9x4q1c.png happy_fox')).toMatchObject(named);
    expect(refusal('/keep 7k2m9x4q1c happy_fox', [fox]).message).toContain('no use for 1 of the attached pictures');
    expect(values('/keep happy_fox')).toMatchObject({ picture: { text: 'happy_fox' } });
  });
});
