import { AppError } from '#lib/errors.ts';
import type { Learner, ParameterGroup, ParameterSpec } from '../family.ts';
import type { AdamGroup } from './adam.ts';
import { countParameters } from './parameters.ts';

/** Where a group's parameters lie in the flat buffer. */
interface Range {
  start: number;
  end: number;
}

/** All parameters of a learner, those of one group behind those of another. */
export const parametersOf = <Config>(learner: Pick<Learner<Config>, 'groups'>, config: Config): ParameterSpec[] =>
  learner.groups(config).flatMap(({ parameters }) => parameters);

export function rangesOf(groups: readonly ParameterGroup[]): Range[] {
  let end = 0;
  return groups.map(({ parameters }) => {
    const start = end;
    end += countParameters(parameters);
    return { start, end };
  });
}

/** The same groups, those of these names standing still. Throws `bad_option` where there is no such group. */
export function freeze(groups: readonly ParameterGroup[], frozen: readonly string[]): ParameterGroup[] {
  const names = groups.map(({ name }) => name);
  const stranger = frozen.find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new AppError('bad_option', `There is no ${stranger} to freeze. There are: ${names.join(', ')}.`);
  }
  return groups.map((group) => (frozen.includes(group.name) ? { ...group, rate: 0 } : group));
}

/** What Adam moves, and how, where the run's learning rate is `learningRate`. */
export function adamGroups(
  groups: readonly ParameterGroup[],
  ranges: readonly Range[],
  learningRate: number,
): AdamGroup[] {
  return groups.map(({ rate, beta1, beta2, emaDecay, maxNorm }, index) => {
    return { ...ranges[index]!, learningRate: learningRate * rate, beta1, beta2, emaDecay, maxNorm };
  });
}
