import { IntlMessageFormat } from 'intl-messageformat';
import type { PageMessages } from '../page-words.ts';

/** A message of the page's, by its name in the catalogues without `page.`. */
export type PageMessage = keyof PageMessages['messages'];

let known: PageMessages | undefined;

/** What the server wrote into the page: its messages in the language of this browser. */
function read(): PageMessages {
  known ??= JSON.parse(document.querySelector('#words')!.textContent!) as PageMessages;
  return known;
}

/** Says a message of the page's own in the language of this browser. */
export function say(id: PageMessage, values: Readonly<Record<string, string | number>> = {}): string {
  const { locale, messages } = read();
  const message = messages[id];
  return typeof message === 'string' ? message : String(new IntlMessageFormat(message, locale).format(values));
}

/** The language in which it is said, for dates. */
export const pageLocale = (): string => read().locale;
