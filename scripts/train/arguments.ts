import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';

/** What `npm run train` was asked for. Throws `bad_option`. */
export function readArguments() {
  const { values } = parseArgs({
    options: {
      family: { type: 'string', default: 'vae' },
      data: { type: 'string', default: 'emoji' },
      minutes: { type: 'string', default: '30' },
      steps: { type: 'string' },
      'prior-minutes': { type: 'string' },
      'prior-steps': { type: 'string' },
      'save-every': { type: 'string', default: '5' },
      out: { type: 'string', default: 'mine' },
      resume: { type: 'string' },
      from: { type: 'string' },
      freeze: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      batch: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: Exclude<keyof typeof values, 'set' | 'freeze' | 'json'>, most: number, least = 0) => {
    const value = Number(values[name]);
    if (value > 0 && value >= least && value <= most) return value;
    throw new AppError('bad_option', `--${name} is a number above 0 and up to ${most}; "${values[name]}" is not.`);
  };
  const optional = (name: Parameters<typeof number>[0], most: number) =>
    values[name] === undefined ? undefined : number(name, most);
  const { family, data, out, resume, from, json } = values;
  const until = values.steps === undefined ? { minutes: number('minutes', 10_000) } : { steps: number('steps', 1e8) };
  const half = until.steps === undefined ? { minutes: until.minutes / 2 } : { steps: Math.ceil(until.steps / 2) };
  const priorSteps = values['prior-steps'] === '0' ? 0 : optional('prior-steps', 1e8);
  const priorMinutes = optional('prior-minutes', 10_000);
  return {
    family,
    data,
    name: resume ?? out,
    resume: resume !== undefined,
    from,
    frozen: values.freeze.map((part) => `${part}/`),
    config: readConfig(values.set),
    json,
    until,
    /** How long what imagines codes is trained after the model; half as long unless told. */
    priorUntil:
      priorMinutes !== undefined ? { minutes: priorMinutes } : priorSteps !== undefined ? { steps: priorSteps } : half,
    saveEveryMs: number('save-every', 1000) * 60_000,
    batch: optional('batch', 1024),
    rate: optional('rate', 1),
    seed: number('seed', 2 ** 31),
  };
}

/** `key=value` pairs, values as JSON. */
function readConfig(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, value] = pair.split('=', 2);
      try {
        return [key, JSON.parse(value!)];
      } catch (error) {
        throw new AppError('bad_option', `--set takes key=value, a value as JSON; "${pair}" is not.`, error);
      }
    }),
  );
}
