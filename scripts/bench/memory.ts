import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './measure.ts';

const program = fileURLToPath(new URL('./long-run.ts', import.meta.url));

/** Steps about a step whose median stands for it: the garbage collector comes and goes. */
const around = 40;

/** How much more memory a training process has at step `last` than at step 100, as a share of the latter. */
export async function memoryGrowth(last: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(last)]);
  const memory = JSON.parse(stdout) as number[];
  const at = (step: number) => median(memory.slice(step - around, step));
  return at(last) / at(100) - 1;
}

/** The growth of a training process' memory from step 100 to step 2,000. */
export async function benchMemory(say: (text: string) => void): Promise<Record<string, number>> {
  say('memory over a long training');
  return { 'train.rss_growth': await memoryGrowth(2000) };
}
