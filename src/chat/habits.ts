import type { Token } from './tokens.ts';

/** Options of other bots, and why there is no need of them here. */
const square = 'all pictures are square.';
const oneKind = 'which model paints is what `model:` and `/model` say.';
export const habits: Readonly<Record<string, string>> = {
  ar: square,
  aspect: square,
  v: oneKind,
  version: oneKind,
  niji: oneKind,
  chaos: 'how far pictures wander is what `spread:` says.',
  c: 'how far pictures wander is what `spread:` says.',
  stylize: 'how pictures look is what `style:` says.',
  s: 'how pictures look is what `style:` says.',
  n: 'how many pictures is what `count:` says.',
  num: 'how many pictures is what `count:` says.',
  q: 'pictures come as good as the model paints them.',
  quality: 'pictures come as good as the model paints them.',
};

/** `style:fluent flat` is the style `fluent-flat`. */
export function joinStyles(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, index) => {
    const isEnd = ({ name, value, quoted }: Token) => !name && !quoted && /^(?:flat|v\d)$/i.test(value ?? '');
    const isStyle = (one: Token | undefined) => one?.name?.toLowerCase() === 'style';
    const next = tokens[index + 1];
    if (isStyle(token)) {
      const words = next && isEnd(next) ? `${token.value} ${next.value}` : token.value;
      return [{ ...token, value: words?.trim().replace(/\s+(?=(?:flat|v\d)$)/i, '-') }];
    }
    return isEnd(token) && isStyle(tokens[index - 1]) ? [] : [token];
  });
}
