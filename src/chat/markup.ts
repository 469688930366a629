/** A piece of a reply's text; that of a role or a channel is its id. */
export interface Span {
  kind: 'plain' | 'bold' | 'code' | PlaceKind;
  text: string;
}

export type PlaceKind = 'role' | 'channel';

/** How a platform writes text, as data: every reply goes through it, so what people typed can never act there. */
export interface Markup {
  /** What stands before and after. */
  bold: readonly [string, string];
  code: readonly [string, string];
  /** What stands around an id that the platform shows by its name. */
  places?: Readonly<Record<PlaceKind, readonly [string, string]>>;
  /** What is replaced in plain and bold text, in this order: mentions, links and marks of the platform's own. */
  inText: readonly (readonly [RegExp, string])[];
  /** The same in code. */
  inCode: readonly (readonly [RegExp, string])[];
}

const marks = /\*\*(.+?)\*\*|`([^`\n]+)`|\uE000(role|channel) (\w+)\uE001/g;

/** Names a role (or user group) or a channel by its id, in the text of a reply; for platforms that know what that is. */
export const placeMark = (kind: PlaceKind, id: string): string => `\uE000${kind} ${id}\uE001`;
/** Nothing to see in these, and some turn the direction of all that follows. */
const invisible = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/** A reply's text (`**bold**`, `code` in backticks, line breaks) in pieces. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  const add = (kind: Span['kind'], piece: string | undefined) => {
    if (piece) spans.push({ kind, text: piece });
  };
  let end = 0;
  const clean = text.replace(invisible, '');
  for (const match of clean.matchAll(marks)) {
    add('plain', clean.slice(end, match.index));
    add('bold', match[1]);
    add('code', match[2]);
    if (match[3]) add(match[3] as PlaceKind, match[4]);
    end = match.index + match[0].length;
  }
  add('plain', clean.slice(end));
  return spans;
}

/** A reply's text as a platform writes it. Nothing in it mentions anyone or links anywhere. */
export function renderMarkup(text: string, { bold, code, places, inText, inCode }: Markup): string {
  return spansOf(text)
    .map((span) => {
      if (span.kind === 'role' || span.kind === 'channel') {
        const [before, after] = places?.[span.kind] ?? ['', ''];
        return `${before}${span.text}${after}`;
      }
      if (span.kind === 'code') return `${code[0]}${replaceAll(span.text, inCode)}${code[1]}`;
      const safe = replaceAll(span.text, inText);
      return span.kind === 'bold' ? `${bold[0]}${safe}${bold[1]}` : safe;
    })
    .join('');
}

function replaceAll(text: string, replacements: Markup['inText']): string {
  return replacements.reduce((changed, [pattern, replacement]) => changed.replace(pattern, replacement), text);
}
