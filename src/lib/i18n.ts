import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues } from './i18n/catalogues.ts';
import { type Language, languageOf, localeOf } from './i18n/languages.ts';
import type { English } from './i18n/translation.ts';
import type { ValuesIn } from './i18n/values.ts';

export { type Language, languages } from './i18n/languages.ts';

/** Every message that people read, by its name in the catalogues (`src/lib/i18n/en`). */
export type MessageId = keyof English;

/** A message with what is filled in, as plain data: in which language it is read shows at the end. */
export interface Message {
  id: MessageId;
  values?: Readonly<Record<string, MessageValue>>;
}

/** What is filled in: a message is put into the same language first. */
export type MessageValue = string | number | Message;

/** A message, or a text that is the same in all languages, such as a name. */
export type Said = Message | string;

type Values<Id extends MessageId> = { readonly [Name in ValuesIn<English[Id]>]: MessageValue };
type Filled<Id extends MessageId> = [ValuesIn<English[Id]>] extends [never] ? [] : [values: Values<Id>];

/** Says messages in one language. */
export interface Words {
  <Id extends MessageId>(id: Id, ...filled: Filled<Id>): string;
  language: Language;
  /** For `Intl`, such as `pt-BR`. */
  locale: string;
  /** A message as the catalogue has it. */
  template(id: MessageId): string;
  /** A message that was made elsewhere; a text stays as it is. */
  of(said: Said): string;
}

/** A message to be read in a language that is not known here. */
export function message<Id extends MessageId>(id: Id, ...[values]: Filled<Id>): Message {
  return { id, ...(values && { values }) };
}

/** Sentences after each other; nothing is left out of them. */
export function sentences(first: Said, ...others: (Said | undefined)[]): Said {
  return others.reduce<Said>((before, next) => (next ? message('sentences', { before, next }) : before), first);
}

/** A name that has words of its own, such as that of a direction: `direction.warm`; what has none stays as it is. */
export function term(kind: 'direction', name: string): Said {
  const id = `${kind}.${name}`;
  return Object.hasOwn(catalogues.en, id) ? { id: id as MessageId } : name;
}

const known = new Map<Language, Words>();

/** The words of the language that a person's platform names, such as `pt-BR`; English where there are none. */
export function wordsFor(tag: string | undefined): Words {
  const language = languageOf(tag) ?? 'en';
  const before = known.get(language);
  if (before) return before;
  const words = createWords(language);
  known.set(language, words);
  return words;
}

/** For logs, scripts and whatever knows no person. */
export const english = wordsFor('en');

function createWords(language: Language): Words {
  const locale = localeOf[language];
  const catalogue: Readonly<Record<MessageId, string>> = catalogues[language];
  const formats = new Map<MessageId, IntlMessageFormat>();
  const formatOf = (id: MessageId): IntlMessageFormat => {
    const before = formats.get(id);
    if (before) return before;
    const format = new IntlMessageFormat(catalogue[id], locale, undefined, { ignoreTag: true });
    formats.set(id, format);
    return format;
  };
  const say = ({ id, values = {} }: Message): string => {
    const filled = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? say(value) : value,
    ]);
    return String(formatOf(id).format(Object.fromEntries(filled)));
  };
  const words = <Id extends MessageId>(id: Id, ...filled: Filled<Id>) => say(message(id, ...filled));
  const template = (id: MessageId) => catalogue[id];
  return Object.assign(words, {
    language,
    locale,
    template,
    of: (said: Said) => (typeof said === 'string' ? said : say(said)),
  });
}
