import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';
import { readNumber } from '../numbers.ts';

/** How long a stage trains: for so many minutes, or up to a step. */
export type Duration = { minutes: number } | { steps: number };

/** What `npm run train` was asked for; what was not said is undefined. */
export type Arguments = ReturnType<typeof readArguments>;

/** Throws `bad_option`. */
export function readArguments(args?: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      family: { type: 'string' },
      data: { type: 'string' },
      minutes: { type: 'string' },
      steps: { type: 'string' },
      'prior-minutes': { type: 'string' },
      'prior-steps': { type: 'string' },
      'save-every': { type: 'string', default: '5' },
      out: { type: 'string' },
      replace: { type: 'boolean', default: false },
      resume: { type: 'string' },
      from: { type: 'string' },
      freeze: { type: 'string', multiple: true },
      set: { type: 'string', multiple: true },
      batch: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: keyof typeof values, most: number, whole = false) => {
    if (values[name] === undefined) return undefined;
    return readNumber(name, String(values[name]), whole ? { least: 1, most } : { above: 0, most });
  };
  const duration = (minutes: 'minutes' | 'prior-minutes', steps: 'steps' | 'prior-steps'): Duration | undefined => {
    if (values[minutes] !== undefined && values[steps] !== undefined) {
      throw new AppError('bad_option', `--${minutes} and --${steps} cannot both say when to stop. Leave one out.`);
    }
    if (values[minutes] !== undefined) return { minutes: number(minutes, 10_000)! };
    return values[steps] === undefined ? undefined : { steps: number(steps, 1e8, true)! };
  };
  const { family, data, resume, from, replace, json } = values;
  const out = checkName(values.out);
  checkName(resume);
  if (resume !== undefined && replace) {
    throw new AppError('bad_option', '--replace begins a run anew and --resume goes on with it. Leave one out.');
  }
  if (resume !== undefined && out !== undefined && out !== resume) {
    throw new AppError(
      'bad_option',
      `--resume ${resume} goes on in its own place, not in ${out}. Leave out --out, or start from its model: --from ${resume} --out ${out}.`,
    );
  }
  return {
    ...{ family, data, out, resume, from, replace, json },
    frozen: values.freeze,
    config: values.set && readConfig(values.set),
    until: duration('minutes', 'steps'),
    /** How long what imagines codes is trained after the model. */
    priorUntil: values['prior-steps'] === '0' ? { steps: 0 } : duration('prior-minutes', 'prior-steps'),
    saveEveryMs: number('save-every', 1000)! * 60_000,
    batch: number('batch', 1024, true),
    rate: number('rate', 1),
    seed: number('seed', 2 ** 31, true),
  };
}

/** A run is a folder of its own. */
function checkName(name: string | undefined): string | undefined {
  if (name === undefined || /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,99}$/u.test(name)) return name;
  throw new AppError('bad_option', `A run's name has letters, digits, ".", "_" and "-" alone; "${name}" has others.`);
}

/** `key=value` pairs, values as JSON. */
function readConfig(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
      try {
        return [key, JSON.parse(value!)];
      } catch (error) {
        throw new AppError('bad_option', `--set takes key=value, a value as JSON; "${pair}" is not.`, error);
      }
    }),
  );
}

/** The size of pictures to load, where `--set` says one. Throws `bad_option`. */
export function readSize({ size }: Record<string, unknown> = {}): number | undefined {
  if (size === undefined || (Number.isInteger(size) && Number(size) >= 8 && Number(size) <= 512)) return size as number;
  throw new AppError('bad_option', `--set size takes pixels, from 8 to 512; ${JSON.stringify(size)} is not.`);
}
