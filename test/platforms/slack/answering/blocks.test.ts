import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '#lib/i18n.ts';
import { picturesIn, readView, toBlocks } from '#platforms/slack/answering/blocks.ts';
import { readCommand, readText, shorten, toMrkdwn, toPlain } from '#platforms/slack/answering/text.ts';
import { patchView, type View, viewOf } from '#platforms/slack/answering/view.ts';
import { checkBlocks } from '../../../helpers/slack-emulator/limits.ts';

const words = fc.string({ minLength: 1, maxLength: 60 });
const id = fc.string({ unit: fc.constantFrom(...'abcdefghjkmnpqrstvwxyz0123456789'), minLength: 10, maxLength: 10 });

/** Each by itself, or all as one. */
const grouped = (pictures: string[], together: boolean) =>
  together && pictures.length > 1 ? [pictures] : pictures.map((picture) => [picture]);

/** Views as commands make them: pictures, a row of buttons for each, rows for all, menus. */
const views = fc
  .record({
    text: fc.string({ maxLength: 200 }),
    pictures: fc.uniqueArray(id, { maxLength: 9 }),
    labels: fc.uniqueArray(words, { minLength: 1, maxLength: 5 }),
    others: fc.uniqueArray(words, { maxLength: 5 }),
    entries: fc.uniqueArray(words, { maxLength: 25 }),
    spoiler: fc.boolean(),
    together: fc.boolean(),
  })
  .map(
    ({ text, pictures, labels, others, entries, spoiler, together }): View => ({
      text,
      images: grouped(pictures, together).map((shown, index) => ({
        pictures: shown,
        file: `F${String(index).padStart(9, '0')}`,
        title: `${index + 1}`,
        alt: `fox, picture ${index + 1}`,
        ...(spoiler && { spoiler }),
      })),
      buttons: [
        ...pictures.map((picture) =>
          labels.map((label, index) => ({
            id: `vote:${picture}:${index}`,
            label,
            title: label,
            ...(!(together && pictures.length > 1) && { picture }),
          })),
        ),
        ...(others.length ? [others.map((label, index) => ({ id: `gallery:${index}`, label, title: label }))] : []),
      ],
      ...(spoiler && pictures.length > 0 && { reveal: '🙈' }),
      selects: entries.length
        ? [
            {
              label: 'Style',
              entries: entries.map((label, index) => ({ id: `set:${index}`, label, ...(!index && { chosen: true }) })),
            },
          ]
        : [],
    }),
  );

describe('a message on Slack', () => {
  it("keeps Slack's limits, and is read back as it was", () => {
    fc.assert(
      fc.property(views, (view) => {
        const blocks = toBlocks(view);
        expect(checkBlocks(blocks, 50, () => undefined)).toEqual([]);
        expect(readView(blocks)).toEqual(view);
        expect(picturesIn(blocks)).toEqual(view.images.flatMap(({ pictures }) => pictures));
      }),
    );
  });

  it('is cut into sections at line breaks where it is long', () => {
    const text = Array.from({ length: 100 }, (_, line) => `${line} ${'x'.repeat(100)}`).join('\n');
    const blocks = toBlocks(viewOf({ text }, [], english));
    expect(checkBlocks(blocks, 50, () => undefined)).toEqual([]);
    expect(blocks).toHaveLength(4);
    expect(readView(blocks).text).toBe(text);
  });

  it('shows how far it is', () => {
    const { text } = viewOf(
      { text: 'Painting…', progress: { ratio: 0.5, label: 'Painting', left: 'about 4 seconds left' } },
      [],
      english,
    );
    expect(text).toBe(`Painting…\n${'█'.repeat(10)}${'░'.repeat(10)} 50 % · Painting · about 4 seconds left`);
  });

  it('keeps what an edit does not name', () => {
    const view: View = { text: '*fox*', images: [], buttons: [[{ id: 'a', label: 'A', title: 'a' }]], selects: [] };
    expect(patchView(view, { text: '**cat**' })).toEqual({ ...view, text: '*cat*' });
    expect(patchView(view, { buttons: [] })).toEqual({ ...view, buttons: [] });
  });
});

describe('text for Slack', () => {
  it('is bold and code by its marks, and escaped', () => {
    expect(toMrkdwn('**<fox>** & `a<b`')).toBe('*&lt;fox&gt;* &amp; `a&lt;b`');
    expect(toPlain('**<fox>** & `a<b`')).toBe('&lt;fox&gt; &amp; a&lt;b');
  });

  it('is cut between signs, never inside one', () => {
    expect(shorten('🦊🦊🦊🦊', 6)).toBe('🦊🦊…');
    expect(shorten('fox', 3)).toBe('fox');
  });
});

describe('text from Slack', () => {
  it.each([
    ['generate :fox_face: &amp; :wave::skin-tone-3:', 'generate 🦊 & 👋'],
    ['<@U123> mix :our_own: &lt;3', 'mix :our_own: <3'],
    ['settings news:<#C123|general> retrain:<!subteam^S1|@painters>', 'settings news:C123 retrain:S1'],
    ['see <https://example.org|this> and <https://example.org>', 'see this and https://example.org'],
    ['hello <@U1|ana> and <!here>', 'hello ana and'],
  ])('%s', (written, read) => {
    expect(readText(written)).toBe(read);
  });

  it('is a command with and without its slash, and /help where there is nothing', () => {
    const commands = new Map(['generate', 'mix', 'help', 'save'].map((name) => [name, {}]));
    const read = (text: string) => readCommand(text, commands);
    expect(read('<@U1> save <@U2|ana>')).toBe('/save ana');
    expect(read('<@U1> generate fox')).toBe('/generate fox');
    expect(read('<@U1> Generate: fox')).toBe('/Generate: fox');
    expect(read('<@U1> /generate fox')).toBe('/generate fox');
    expect(read('<@U1>')).toBe('/help');
    expect(read('<@U1> a happy dragon please')).toBe('/generate a happy dragon please');
    expect(read(':fox_face:')).toBe('/generate 🦊');
    expect(read('genrate fox')).toBe('/genrate fox');
  });
});
