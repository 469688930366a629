import { AppError } from '#lib/errors.ts';

type Range = { most: number } & ({ least: number; whole?: boolean } | { above: number });

/** The number that was typed for an option: a whole one, unless the range says otherwise. Throws `bad_option`, with the range. */
export function readNumber(option: string, typed: string, range: Range): number {
  const value = typed.trim() === '' ? Number.NaN : Number(typed);
  const whole = 'least' in range && (range.whole ?? true);
  const fits = 'least' in range ? value >= range.least : value > range.above;
  if (fits && value <= range.most && (!whole || Number.isInteger(value))) return value;
  const from = 'least' in range ? `from ${range.least} to` : `above ${range.above} and up to`;
  const kind = whole ? 'a whole number' : 'a number';
  throw new AppError('bad_option', `--${option} is ${kind} ${from} ${range.most}; "${typed}" is not.`);
}
