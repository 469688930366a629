import { IntlMessageFormat } from 'intl-messageformat';
import { page } from '#lib/i18n/en/page.ts';
import type { MessageId, Words } from '#lib/i18n.ts';

type Prefixed = keyof typeof page;
type Name = Prefixed extends `page.${infer Rest}` ? Rest : never;
type Parsed = ReturnType<IntlMessageFormat['getAst']>;

/** The page's own messages in one language, as it is told them: parsed where something is filled in. */
export interface PageMessages {
  locale: string;
  messages: Readonly<Record<Name, string | Parsed>>;
}

/** What the page says, in the language of these words. */
export function pageMessages({ locale, template }: Words): PageMessages {
  const messages = Object.keys(page).map((id) => {
    const text = template(id as MessageId);
    return [id.replace(/^page[.]/, ''), /[{']/.test(text) ? parse(text, locale) : text];
  });
  return { locale, messages: Object.fromEntries(messages) as PageMessages['messages'] };
}

const parse = (text: string, locale: string): Parsed =>
  new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, captureLocation: false }).getAst();
