import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '#lib/errors.ts';
import { type DirectoryLock, lockDirectory } from '#lib/lock.ts';
import { isCheckpoint, readInfo } from '#training/checkpoint/checkpoint.ts';
import { isBuiltIn } from '#training/data/load.ts';
import { type RunSettings, readSaved, type SavedRun } from '#training/loop/state.ts';
import type { Arguments, Duration } from './arguments.ts';

/** The set's name, or the whole path of a folder. */
export const wholeName = (data: string): string => (isBuiltIn(data) ? data : resolve(data));

/** Keeps every other training from this run, as long as this process lives. Throws `locked`. */
export function lockRun(name: string, runs: string): DirectoryLock {
  try {
    return lockDirectory(join(runs, '.locks', name));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'locked')) throw error;
    const advice = 'Let it end, or choose another name with --out.';
    throw new AppError('locked', `Another training is writing the run "${name}". ${advice}`, error);
  }
}

/** Throws `bad_option` where a new run would take the place of another that nobody said to replace. */
export function refuseTaken(name: string, directory: string, replace: boolean): void {
  if (name === 'easel') {
    throw new AppError('bad_option', 'easel is the model that Easel paints with at first. Choose another --out.');
  }
  if (replace || !(existsSync(join(directory, 'state.safetensors')) || isCheckpoint(join(directory, 'checkpoint')))) {
    return;
  }
  throw new AppError(
    'bad_option',
    `There is already a run "${name}". Go on with it by --resume ${name}, choose another name with --out, or begin it anew with --out ${name} --replace.`,
  );
}

/** The run to go on with. Throws `not_found`, naming those that there are. */
export async function findSaved(name: string, runs: string): Promise<SavedRun> {
  try {
    return await readSaved(join(runs, name));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    const folders = await readdir(runs).catch(() => []);
    const others = folders.filter((folder) => existsSync(join(runs, folder, 'state.safetensors'))).toSorted();
    const known = others.length > 0 ? `There are: ${others.join(', ')}.` : 'There is none yet.';
    throw new AppError('not_found', `There is no saved run "${name}" to resume. ${known}`, error);
  }
}

/** A run goes on as it was started. Throws `bad_option`, naming every option that asks for something else. */
export function refuseChanges(name: string, options: Arguments, began: RunSettings): void {
  const config = began.config as Record<string, unknown>;
  const asked: [option: string, asked: unknown, kept: unknown][] = [
    ['--family', options.family, began.family],
    ['--data', options.data && wholeName(options.data), began.data],
    ['--batch', options.batch, began.batchSize],
    ['--rate', options.rate, began.learningRate],
    ['--seed', options.seed, began.seed],
    ['--from', options.from, began.from ?? began.fromRun ?? 'none'],
    ['--freeze', options.frozen && showParts(options.frozen), showParts(began.frozen ?? [])],
    ...Object.entries(options.config ?? {}).map(
      ([key, value]) => [`--set ${key}`, value, config[key] ?? 'none'] as [string, unknown, unknown],
    ),
  ];
  const others = asked.filter(([, wanted, kept]) => wanted !== undefined && show(wanted) !== show(kept));
  if (others.length === 0) return;
  const changes = others.map(([option, wanted, kept]) => `${option} ${show(kept)}, not ${show(wanted)}`).join('; ');
  throw new AppError(
    'bad_option',
    `"${name}" goes on as it was started: ${changes}. Leave that out, or start another run from its model: --from ${name} --out NAME.`,
  );
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

const showParts = (groups: readonly string[]) => groups.toSorted().join(', ') || 'nothing';

/** Throws `bad_option` where a run has been trained for longer than is asked, or is finished and nothing more is asked. */
export async function refuseNothingToDo(
  name: string,
  directory: string,
  { step, seconds }: SavedRun,
  until: Duration,
  priorUntil?: Duration,
): Promise<void> {
  const minutes = Math.ceil(seconds / 6) / 10;
  const isOver = 'steps' in until ? step >= until.steps : seconds >= until.minutes * 60;
  if (!isOver) return;
  const beyond = 'steps' in until ? step > until.steps : seconds > (until.minutes + 1) * 60;
  const checkpoint = join(directory, 'checkpoint');
  const finished = isCheckpoint(checkpoint) && (await readInfo(checkpoint)).step === step && !priorUntil;
  if (!beyond && !finished) return;
  const trained = 'steps' in until ? `${step} steps` : `${minutes} minutes`;
  const more = 'steps' in until ? `--steps ${2 * step}` : `--minutes ${Math.ceil(2 * minutes)}`;
  throw new AppError(
    'bad_option',
    `"${name}" has trained for ${trained} already, counted from its beginning. To go on, ask for more, such as ${more}.`,
  );
}
