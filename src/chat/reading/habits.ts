import type { MessageId } from '#lib/i18n.ts';
import type { Token } from './tokens.ts';

/** Options of other bots, and why there is no need of them here. */
export const habits = {
  ar: 'habit.square',
  aspect: 'habit.square',
  v: 'habit.model',
  version: 'habit.model',
  niji: 'habit.model',
  chaos: 'habit.spread',
  c: 'habit.spread',
  stylize: 'habit.style',
  s: 'habit.style',
  n: 'habit.count',
  num: 'habit.count',
  q: 'habit.quality',
  quality: 'habit.quality',
} as const satisfies Readonly<Record<string, MessageId>>;

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
