/** One piece of what was typed: a word, a quoted text, or `name:` with its value. */
export interface Token {
  /** The option's name as typed, if the piece looks like `name:value`. */
  name?: string;
  /** Undefined for a name at the end of the text with nothing after it. */
  value?: string;
  quoted: boolean;
}

/** Names of a command's options in lower case, so that they are known in the ways in which people write them elsewhere. */
export interface KnownNames {
  all: ReadonlySet<string>;
  /** Those that take a number. */
  numeric: ReadonlySet<string>;
}

const nobody: KnownNames = { all: new Set(), numeric: new Set() };
const name = '(?<name>\\p{L}[\\p{L}\\p{N}_-]*)';
const space = /\s+/uy;
/** Letters and a colon, but no address such as `https://`, no time such as `12:30` and no `:shortcode:`. */
const optionName = new RegExp(`${name}[:：](?!//)`, 'uy');
/** `count=9` and `count : 9`. */
const looseName = new RegExp(`${name}\\s*[:：=＝]`, 'uy');
/** `--seed 42` and `--seed=42`, also with the long dash that phones make of two. */
const flag = new RegExp(`(?<dash>--|[—–])${name}[:：=＝]?`, 'uy');
/** `count 9`, where nothing but a number follows. */
const spacedNumber = new RegExp(`${name}(?=\\s+[+-]?\\p{Nd}+(?:[.,]\\p{Nd}+)?(?:\\s|$))`, 'uy');
/** A quotation mark that nothing closes is none. */
const quotation = /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»/uy;
const openQuotation = /["“„«]/uy;
const word = /\S+/uy;

/** Splits what was typed at spaces, keeping quoted texts and an option's name and its value together. */
export function tokenize(text: string, names: KnownNames = nobody): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp, suits = (_: RegExpExecArray) => true): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (!match || !suits(match)) return null;
    position = pattern.lastIndex;
    return match;
  };
  const takeValue = (): { value?: string; quoted: boolean } => {
    const quote = take(quotation);
    if (quote) return { value: quote.slice(1).find((part) => part !== undefined) ?? '', quoted: true };
    take(openQuotation);
    return { value: take(word)?.[0], quoted: false };
  };
  const isKnown = ({ groups }: RegExpExecArray) => names.all.has(nameIn(groups));
  const takeName = (): string | undefined => {
    const found =
      take(flag, (match) => match.groups!.dash === '--' || isKnown(match)) ??
      take(optionName) ??
      take(looseName, isKnown) ??
      take(spacedNumber, ({ groups }) => names.numeric.has(nameIn(groups)));
    return found ? found.groups!.name!.normalize('NFKC') : undefined;
  };
  take(space);
  while (position < text.length) {
    const name = takeName();
    if (name === undefined) {
      const { value, quoted } = takeValue();
      if (value !== undefined) tokens.push({ value, quoted });
    } else if (name === 'no' && !names.all.has('no')) tokens.push({ value: 'without', quoted: false });
    else {
      take(space);
      tokens.push({ name, ...takeValue() });
    }
    take(space);
  }
  return tokens;
}

const nameIn = (groups: Record<string, string> | undefined) => groups!.name!.normalize('NFKC').toLowerCase();
