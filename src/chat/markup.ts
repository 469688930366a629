/** A piece of a reply's text. */
export interface Span {
  kind: 'plain' | 'bold' | 'code';
  text: string;
}

/** How a platform writes text, as data: every reply goes through it, so what people typed can never act there. */
export interface Markup {
  /** What stands before and after. */
  bold: readonly [string, string];
  code: readonly [string, string];
  /** What is replaced in plain and bold text, in this order: mentions, links and marks of the platform's own. */
  inText: readonly (readonly [RegExp, string])[];
  /** The same in code. */
  inCode: readonly (readonly [RegExp, string])[];
}

const marks = /\*\*(.+?)\*\*|`([^`\n]+)`/g;
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
    end = match.index + match[0].length;
  }
  add('plain', clean.slice(end));
  return spans;
}

/** A reply's text as a platform writes it. Nothing in it mentions anyone or links anywhere. */
export function renderMarkup(text: string, { bold, code, inText, inCode }: Markup): string {
  return spansOf(text)
    .map((span) => {
      if (span.kind === 'code') return `${code[0]}${replaceAll(span.text, inCode)}${code[1]}`;
      const safe = replaceAll(span.text, inText);
      return span.kind === 'bold' ? `${bold[0]}${safe}${bold[1]}` : safe;
    })
    .join('');
}

function replaceAll(text: string, replacements: Markup['inText']): string {
  return replacements.reduce((changed, [pattern, replacement]) => changed.replace(pattern, replacement), text);
}
