import { AppError } from '#lib/errors.ts';
import type { AdamGroup } from './adam.ts';
import type { Learner, ParameterSpec, Player } from './family.ts';
import { countParameters } from './parameters.ts';

/** Where a player's parameters lie in the flat buffer. */
interface Range {
  start: number;
  end: number;
}

/** All parameters of a learner, those of one player behind those of another. */
export const parametersOf = <Config>(learner: Pick<Learner<Config>, 'players'>, config: Config): ParameterSpec[] =>
  learner.players(config).flatMap(({ parameters }) => parameters);

export function playerRanges(players: readonly Player[]): Range[] {
  let end = 0;
  return players.map(({ parameters }) => {
    const start = end;
    end += countParameters(parameters);
    return { start, end };
  });
}

/** The same players, those of these names standing still. Throws `bad_option` where there is no such player. */
export function freeze(players: readonly Player[], frozen: readonly string[]): Player[] {
  const names = players.map(({ name }) => name);
  const stranger = frozen.find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new AppError('bad_option', `There is no ${stranger} to freeze. There are: ${names.join(', ')}.`);
  }
  return players.map((player) => (frozen.includes(player.name) ? { ...player, rate: 0 } : player));
}

/** What Adam moves, and how, where the run's learning rate is `learningRate`: one group for each player. */
export function groupsOf(players: readonly Player[], ranges: readonly Range[], learningRate: number): AdamGroup[] {
  return players.map(({ rate, beta1, beta2, emaDecay, maxNorm }, index) => {
    return { ...ranges[index]!, learningRate: learningRate * rate, beta1, beta2, emaDecay, maxNorm };
  });
}
