/** Steps that the averages look back over, about. */
const horizon = 100;
/** Below this share of the real pictures' diversity, generated ones are of too few kinds. */
const fewKinds = 0.5;
/** Above this sign of its verdicts on them, the discriminator knows the training pictures. */
const known = 0.9;

/** Watches the metrics of an adversarial training. */
export interface Health {
  /** Takes in the metrics of a step and says in words what is wrong by now; nothing where all is well. */
  watch(metrics: Record<string, number>): string | undefined;
}

export function createHealth(): Health {
  const averages: Record<string, number> = {};
  let steps = 0;
  return {
    watch: (metrics) => {
      steps++;
      for (const [name, value] of Object.entries(metrics)) {
        const average = averages[name] ?? value;
        averages[name] = average + (value - average) / Math.min(steps, horizon);
      }
      if (steps < horizon) return undefined;
      const { diversity = 1, sign = 0 } = averages;
      if (diversity < fewKinds) {
        return `few kinds: samples differ by ${Math.round(diversity * 100)} % of what pictures do`;
      }
      return sign > known ? 'the discriminator knows the pictures by heart: more pictures would help' : undefined;
    },
  };
}
