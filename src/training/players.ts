import { AppError } from '#lib/errors.ts';
import type { AdamGroup } from './adam.ts';
import type { Player } from './family.ts';
import type { ParameterSet } from './parameters.ts';

/** Where a player's parameters lie in the flat buffer. */
interface Range {
  start: number;
  end: number;
}

/** Throws where a parameter is nobody's, or lies among another player's. */
export function playerRanges(players: readonly Player[], { views }: Pick<ParameterSet, 'views'>): Range[] {
  const names = Object.keys(views);
  let start = 0;
  const ranges = players.map(({ prefix }) => {
    const own = { start, end: start };
    while (names[0]?.startsWith(prefix)) own.end += views[names.shift()!]!.length;
    start = own.end;
    return own;
  });
  if (names.length > 0) throw new Error(`No player owns ${names[0]}, or it lies among another's parameters.`);
  return ranges;
}

/** The same players, those of these prefixes standing still. Throws `bad_option` where there is no such player. */
export function freeze(players: readonly Player[], frozen: readonly string[]): Player[] {
  const prefixes = players.map(({ prefix }) => prefix);
  const stranger = frozen.find((prefix) => !prefixes.includes(prefix));
  if (stranger !== undefined) {
    const names = prefixes.map((prefix) => prefix.replace('/', '')).join(', ');
    throw new AppError('bad_option', `There is no ${stranger.replace('/', '')} to freeze. There are: ${names}.`);
  }
  return players.map((player) => (frozen.includes(player.prefix) ? { ...player, rate: 0 } : player));
}

/** What Adam moves, and how, where the run's learning rate is `learningRate`: one group for each player. */
export function groupsOf(players: readonly Player[], ranges: readonly Range[], learningRate: number): AdamGroup[] {
  return players.map(({ rate, beta1, beta2, emaDecay, maxNorm }, index) => {
    return { ...ranges[index]!, learningRate: learningRate * rate, beta1, beta2, emaDecay, maxNorm };
  });
}
