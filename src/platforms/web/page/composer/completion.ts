import type { CommandView, OptionView } from '../views.ts';

interface Span {
  /** The part of the text that a suggestion replaces. */
  from: number;
  to: number;
  /** What is typed of it so far. */
  query: string;
}

/** What the person is typing, where suggestions can help. */
export type Typing =
  | ({ kind: 'command' } & Span)
  | ({ kind: 'emoji' } & Span)
  /** After `name:`. */
  | ({ kind: 'value'; command: CommandView; option: OptionView } & Span)
  /** A bare word: the value of the next option in order, or the beginning of an option's name. */
  | ({ kind: 'word'; command: CommandView; option?: OptionView; unused: OptionView[]; word: Span } & Span);

const named = /^(\p{L}[\p{L}\p{N}_-]*):(.*)$/su;
const emojiName = /^:([\p{L}\p{N}_+-]{2,})$/u;

interface Piece {
  start: number;
  text: string;
}

/** Pieces between spaces, where quoted texts stay whole; the last may be empty, after a space. */
function splitPieces(text: string, from: number): Piece[] {
  const pieces = [...text.slice(from).matchAll(/(?:[^\s"]|"[^"]*"?)+/gu)].map(
    (match): Piece => ({ start: from + match.index, text: match[0] }),
  );
  if (text.length === from || /\s$/.test(text)) pieces.push({ start: text.length, text: '' });
  return pieces;
}

/** Finds out what is being typed at the caret; nothing where no suggestion could help. */
export function whatIsTyped(text: string, caret: number, commands: readonly CommandView[]): Typing | undefined {
  const before = text.slice(0, caret);
  const name = /^\/(\S*)/u.exec(before);
  if (!name) return emojiAt(splitPieces(before, 0).at(-1));
  if (name[0].length === before.length) return { kind: 'command', from: 0, to: caret, query: name[1]!.toLowerCase() };
  const command = commands.find((each) => each.name === name[1]!.toLowerCase());
  const pieces = splitPieces(before, name[0].length);
  const last = pieces.at(-1);
  const emoji = emojiAt(last);
  if (emoji || !command || !last) return emoji;

  const optionOf = (piece: Piece) => {
    const match = named.exec(piece.text);
    return command.options.find((option) => option.name === match?.[1]?.toLowerCase());
  };
  const current = optionOf(last);
  if (current) {
    const value = named.exec(last.text)![2]!;
    const query = value.replace(/^"/, '');
    return { kind: 'value', command, option: current, from: caret - value.length, to: caret, query };
  }
  const used = new Set(pieces.map(optionOf));
  const bare = pieces.slice(0, -1).filter((piece) => !optionOf(piece));
  const open = command.options.filter((option) => !used.has(option));
  const rest = open.findIndex((each) => each.rest);
  const option = open[rest >= 0 ? Math.min(bare.length, rest) : bare.length];
  const word = { from: last.start, to: caret, query: last.text };
  const from = option?.rest && option.kind === 'text' ? startOfRun(pieces, optionOf) : last.start;
  const filled = new Set(open.slice(0, bare.length));
  const unused = open.filter((each) => each.rest || !filled.has(each));
  return { kind: 'word', command, option, unused, word, from, to: caret, query: text.slice(from, caret) };
}

/** Where the words without a name that end at the caret begin. */
function startOfRun(pieces: Piece[], optionOf: (piece: Piece) => OptionView | undefined): number {
  const lastNamed = pieces.findLastIndex((piece) => optionOf(piece));
  return pieces[lastNamed + 1]!.start;
}

function emojiAt(piece?: Piece): Typing | undefined {
  const query = piece && emojiName.exec(piece.text)?.[1];
  return query ? { kind: 'emoji', from: piece.start, to: piece.start + piece.text.length, query } : undefined;
}

const endingInEmoji = /\s(\p{RGI_Emoji})$/v;

/** A value as it must be typed: in quotes where it has spaces, and of `fox 🦊` the emoji alone where that says it. */
export function quoted(value: string, option: OptionView, byName: boolean): string {
  const emoji = option.kind === 'ingredient' && endingInEmoji.exec(value)?.[1];
  if (emoji) return emoji;
  const keepsSpaces = !byName && option.rest && option.kind === 'text';
  return /\s/.test(value) && !keepsSpaces ? `"${value}"` : value;
}
