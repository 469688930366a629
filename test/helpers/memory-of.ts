import { readdirSync, readFileSync } from 'node:fs';

/**
 * Megabytes that a process and all its children hold, pages that they share counted once (Linux alone). A process that
 * ends meanwhile counts nothing.
 */
function memoryOf(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [root];
  for (const pid of family) family.push(...(children.get(pid) ?? []));
  const kilobytes = family.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Watches what a process and its children hold until `stop`, which returns the most of it, in megabytes. */
export function watchMemory(root: number): { now(): number; stop(): number } {
  let most = memoryOf(root);
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(root));
  }, 50);
  return {
    now: () => memoryOf(root),
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}
