import { readFile } from 'node:fs/promises';
import { parseArgs, styleText } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { AppError } from '#lib/errors.ts';
import { runScript } from './explain.ts';
import { type Part, parts } from './mutants/parts.ts';

/** Below this share of noticed changes, in percent, a file needs more tests. */
const wanted = 85;

/**
 * `npm run dev -- mutants [PART ...]` changes each part of `mutants/parts.ts` in many small ways (Stryker), one at a time, and
 * runs its tests: a change that no test notices is printed. `--mutate FILE[:LINE-LINE]` takes less than a part. It takes
 * minutes for each part, on one core. Which of the survivors change nothing is said in `docs/mutants.md`.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { mutate: { type: 'string' } } });
  const chosen = positionals.length === 0 ? parts : positionals.map(partNamed);
  if (values.mutate && chosen.length !== 1) {
    throw new AppError(
      'bad_option',
      '--mutate needs the one part whose tests should notice: npm run dev -- mutants web.',
    );
  }
  const table = [];
  for (const part of chosen) table.push(...(await measure(part, values.mutate)));
  console.log();
  for (const { file, noticed, all } of table) {
    const score = (100 * noticed) / all;
    const line = `${score.toFixed(1).padStart(5)} %  ${noticed} of ${all}  ${file}`;
    console.log(score < wanted ? styleText('red', line) : line);
    if (score < wanted) process.exitCode = 1;
  }
}

/** Throws `bad_option` for a part that there is not. */
function partNamed(name: string): Part {
  const part = parts.find((each) => each.name === name);
  if (part) return part;
  throw new AppError(
    'bad_option',
    `There is no part "${name}". Choose of ${parts.map(({ name }) => name).join(', ')}.`,
  );
}

interface Score {
  file: string;
  noticed: number;
  all: number;
}

/** Runs Stryker on a part; the whole report lies in `out/mutants`. */
async function measure({ name, mutate, tests }: Part, only?: string): Promise<Score[]> {
  const fileName = `out/mutants/${name}.json`;
  await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutants/vitest.config.ts', related: false },
    mutate: only ? [only] : mutate,
    testFiles: tests,
    concurrency: 1,
    // What runs once, as a file is loaded, would need a process of its own for each change.
    ignoreStatic: true,
    timeoutMS: 15_000,
    ignorePatterns: ['/data', '/out', '/deploy'],
    tempDirName: 'out/.mutants',
    // Stryker reads it by an interface that TypeScript 7 no longer has, and only to rewrite paths that ours has none of.
    tsconfigFile: 'none',
    reporters: ['clear-text', 'json', 'progress-append-only'],
    clearTextReporter: { reportTests: false, logTests: false, reportScoreTable: false, allowColor: false },
    jsonReporter: { fileName },
  }).runMutationTest();
  const report = JSON.parse(await readFile(fileName, 'utf8')) as {
    files: Record<string, { mutants: { status: string }[] }>;
  };
  return Object.entries(report.files).flatMap(([file, { mutants }]) => {
    const count = (...which: string[]) => mutants.filter(({ status }) => which.includes(status)).length;
    const noticed = count('Killed', 'Timeout');
    const all = noticed + count('Survived', 'NoCoverage');
    return all > 0 ? [{ file, noticed, all }] : [];
  });
}

await runScript(main);
