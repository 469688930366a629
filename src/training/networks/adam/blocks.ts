import { blockLength, blocksOf, type Kernel } from './kernel.ts';

const jobs = ['sumSquares', 'update'] as const;
export type Job = (typeof jobs)[number];

/** Counters: the first block that nobody has taken, the end of what there is to take, blocks done; then the job. */
const [taken, offered, done, job, firstBlock, start, end] = [0, 1, 2, 3, 4, 5, 6];

/**
 * Does a job on the numbers from `from` up to `to`, with the help of every thread that is in `helpForever` and has the
 * time. Whoever does a block does the same, so results do not depend on how many help; a thread that wakes late finds
 * nothing left and holds up nobody.
 */
export function runBlocks(kernel: Kernel, what: Job, from: number, to: number): void {
  const { counters } = kernel;
  const first = counters[offered]!;
  counters.set([jobs.indexOf(what), first, from, to], job);
  Atomics.store(counters, offered, first + blocksOf(to - from));
  Atomics.notify(counters, offered);
  takeBlocks(kernel);
  for (;;) {
    const finished = Atomics.load(counters, done);
    if (finished === counters[offered]) return;
    Atomics.wait(counters, done, finished);
  }
}

/** Helps with every job that there will be; sleeps in between. */
export function helpForever(kernel: Kernel): never {
  const { counters } = kernel;
  for (;;) {
    const seen = Atomics.load(counters, offered);
    takeBlocks(kernel);
    Atomics.wait(counters, offered, seen);
  }
}

/** The counters only grow, and wrap around, so a block that was taken belongs to the job that is described. */
function takeBlocks(kernel: Kernel): void {
  const { counters, sums } = kernel;
  for (;;) {
    const block = Atomics.load(counters, taken);
    if (block === Atomics.load(counters, offered)) return;
    if (Atomics.compareExchange(counters, taken, block, block + 1) !== block) continue;
    const index = (block - counters[firstBlock]!) | 0;
    const from = counters[start]! + index * blockLength;
    const to = Math.min(from + blockLength, counters[end]!);
    if (jobs[counters[job]!] === 'update') kernel.update(from, to);
    else sums[index] = kernel.sumSquares(from, to);
    Atomics.add(counters, done, 1);
    Atomics.notify(counters, done);
  }
}
