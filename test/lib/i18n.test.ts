import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it, test } from 'vitest';
import { catalogues } from '#lib/i18n/catalogues.ts';
import { localeOf } from '#lib/i18n/languages.ts';
import { english, languages, type MessageId, message, sentences, wordsFor } from '#lib/i18n.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const ids = Object.keys(catalogues.en) as MessageId[];
const parse = (text: string, locale: string) =>
  new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();

/** A message's elements, those inside of plurals and choices too. */
function* elementsOf(elements: readonly Element[]): Generator<Element> {
  for (const element of elements) {
    yield element;
    if ('options' in element) for (const { value } of Object.values(element.options)) yield* elementsOf(value);
  }
}

const kinds = { literal: 0, plural: 6, pound: 7 };
const namesIn = (text: string, locale: string) =>
  [...elementsOf(parse(text, locale))].flatMap((element) =>
    element.type !== kinds.literal && element.type !== kinds.pound && 'value' in element ? [String(element.value)] : [],
  );

/** The categories that whole numbers below a million have; above, Romance languages have one more. */
const categoriesOf = (locale: string) => {
  const rules = new Intl.PluralRules(locale);
  return new Set([...Array(2000).keys(), 10_000, 11_111, 100_001, 999_999].map((count) => rules.select(count)));
};

describe.each(languages)('the catalogue in %s', (language) => {
  const catalogue = catalogues[language];
  const locale = localeOf[language];
  const own = Object.keys(catalogue) as MessageId[];

  it('has every message, and fills in the same', () => {
    expect(own.toSorted()).toEqual(ids.toSorted());
    const other = own.filter((id) => {
      const said = new Set(namesIn(catalogue[id], locale));
      return said.symmetricDifference(new Set(namesIn(catalogues.en[id], 'en'))).size > 0;
    });
    expect(other).toEqual([]);
  });

  it('has every plural that its language has', () => {
    const needed = categoriesOf(locale);
    const lacking = own.filter((id) =>
      [...elementsOf(parse(catalogue[id], locale))].some(
        (element) =>
          element.type === kinds.plural && 'options' in element && [...needed].some((one) => !(one in element.options)),
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('fits the windows, menus and buttons of Discord and Slack', () => {
    const limits = { window: 24, form: 24, field: 45, hint: 100, setting: 45, kind: 75 };
    const long = own.filter((id) => {
      const kind = id.split('.')[0]!;
      const most = /[.]hint$/.test(id) ? 100 : (limits as Record<string, number>)[kind];
      return most !== undefined && catalogue[id].length > most;
    });
    expect(long).toEqual([]);
    const buttons = own.filter((id) => id.startsWith('button.') && catalogue[id].length > 75);
    expect(buttons).toEqual([]);
  });

  it('keeps what is typed as it is typed', () => {
    const typed = (text: string) =>
      (text.match(/`[^`]*`|(?<![\w/])[/][a-z]+/g) ?? []).flatMap((piece) => /[/][a-z]+/.exec(piece) ?? []);
    const lost = own.filter((id) => {
      const kept = typed(catalogue[id]);
      return typed(catalogues.en[id]).some((piece) => !kept.includes(piece));
    });
    expect(lost).toEqual([]);
  });
});

it.each(languages.filter((language) => language !== 'en'))('the catalogue in %s is translated', (language) => {
  const catalogue = catalogues[language];
  const own = Object.keys(catalogue) as MessageId[];
  const same = own.filter(
    (id) => /[a-z]{4}/.test(catalogue[id].replace(/[{`][^}`]*[}`]/g, '')) && catalogue[id] === catalogues.en[id],
  );
  expect(same.length).toBeLessThan(0.05 * own.length);
});

test('messages within messages are put into one language, and plurals are right', () => {
  const wait = message('progress.place', { position: 3, time: message('time.seconds', { count: 1 }) });
  expect(english.of(wait)).toBe('Number 3 in line, about 1 second.');
  expect(wordsFor('de-AT').of(wait)).toBe('Platz 3 in der Schlange, etwa 1 Sekunde.');
  expect(JSON.parse(JSON.stringify(wait))).toEqual(wait);
});

test('a language that Easel does not speak is answered in English, and names stay as they are', () => {
  for (const tag of [undefined, '', 'ko', 'en-US', 'tlh'])
    expect(wordsFor(tag)('gallery.no-more')).toBe('No more pictures.');
  expect(wordsFor('pt-BR').language).toBe('pt');
  expect(english.of('{fox}')).toBe('{fox}');
});

test('what people typed is never read as a pattern', () => {
  const said = message('typing.unknown-command', { command: "`{x}` '{'", hint: message('typing.see-help') });
  expect(english.of(said)).toBe("I do not know `{x}` '{'. `/help` lists what I can do.");
});

test('sentences stand after each other', () => {
  expect(english.of(sentences('One.', undefined, 'Two.'))).toBe('One. Two.');
});
