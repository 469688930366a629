/** One piece of what was typed: a word, a quoted text, or `name:` with its value. */
export interface Token {
  /** The option's name as typed, if the piece looks like `name:value`. */
  name?: string;
  /** Undefined for a name at the end of the text with nothing after it. */
  value?: string;
  quoted: boolean;
}

const space = /\s+/uy;
/** Letters and a colon, but no address such as `https://`, no time such as `12:30` and no `:shortcode:`. */
const optionName = /(\p{L}[\p{L}\p{N}_-]*)[:：](?!\/\/)/uy;
/** A missing closing quote takes all the rest. */
const quotation = /"([^"]*)"?|“([^”]*)”?|„([^“”]*)[“”]?|«([^»]*)»?/uy;
const word = /\S+/uy;

/** Splits what was typed at spaces, keeping quoted texts and `name:value` pairs (`name: value` too) together. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) position = pattern.lastIndex;
    return match;
  };
  const takeValue = (): { value?: string; quoted: boolean } => {
    const quote = take(quotation);
    if (quote) return { value: quote.slice(1).find((part) => part !== undefined) ?? '', quoted: true };
    return { value: take(word)?.[0], quoted: false };
  };
  take(space);
  while (position < text.length) {
    const name = take(optionName)?.[1];
    if (name) take(space);
    tokens.push({ ...(name && { name }), ...takeValue() });
    take(space);
  }
  return tokens;
}
