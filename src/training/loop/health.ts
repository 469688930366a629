import type { StepReport } from './loop.ts';

/** Steps that the averages look back over, about. */
const horizon = 100;
/** Below this share of the real pictures' diversity, generated ones are of too few kinds. */
const fewKinds = 0.5;
/** Above this sign of its verdicts on them, the discriminator knows the training pictures. */
const known = 0.9;
/** A loss of so many times what it was in the first steps has not been descended. */
const grown = 5;
/** A gradient shorter than this moves nothing. */
const nothing = 1e-9;

/** Watches how a training goes. */
export interface Health {
  /** Takes in a step and says in words what is wrong by now; nothing where all is well. */
  watch(step: Pick<StepReport, 'losses' | 'metrics' | 'gradientNorm'>): string | undefined;
}

export function createHealth(): Health {
  const averages: Record<string, number> = {};
  let steps = 0;
  let firstLoss: number | undefined;
  const follow = (name: string, value: number) => {
    if (!Number.isFinite(value)) return;
    const average = averages[name] ?? value;
    averages[name] = average + (value - average) / Math.min(steps, horizon);
  };
  return {
    watch: ({ losses, metrics, gradientNorm }) => {
      steps++;
      const numbers = [gradientNorm, ...Object.values(losses)].every(Number.isFinite);
      follow('finite', Number(numbers));
      follow('still', Number(gradientNorm < nothing));
      follow('loss', losses.loss!);
      for (const name of ['diversity', 'sign']) if (metrics[name] !== undefined) follow(name, metrics[name]);
      if (averages.finite! < 0.5) {
        return 'collapsed: its losses are no longer numbers. Start again with a lower --rate';
      }
      if (steps === horizon) firstLoss = averages.loss;
      if (steps < horizon) return undefined;
      const { still, loss, diversity = 1, sign = 0 } = averages;
      if (still! > 0.5) {
        return 'collapsed: nothing moves it any more, its gradient is 0. Start again with a lower --rate';
      }
      if (firstLoss! > 0 && loss! > grown * firstLoss!) {
        const times = Math.round(loss! / firstLoss!);
        return `collapsed: its loss is ${times} times that of its first steps. Start again with a lower --rate`;
      }
      if (diversity < fewKinds) {
        return `few kinds: samples differ by ${Math.round(diversity * 100)} % of what pictures do`;
      }
      return sign > known ? 'the discriminator knows the pictures by heart: more pictures would help' : undefined;
    },
  };
}
