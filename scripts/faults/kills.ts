import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '#lib/random.ts';
import type { Part } from './world.ts';

const pauseShare = 0.25;

/**
 * Kills (`kill -9`) parts at random until so many were killed, and pauses some (SIGSTOP, SIGCONT) in between. Each has
 * time to come back and do something before the next.
 */
export async function disturb(parts: Part[], kills: number, random: Random, tell: (text: string) => void) {
  const counts: Record<string, number> = {};
  for (let done = 0; done < kills; ) {
    await wait(500 + 2500 * random.uniform());
    const part = parts[random.integer(parts.length)]!;
    if (random.uniform() < pauseShare) {
      await pause(part, 500 + 3500 * random.uniform());
      counts.pauses = (counts.pauses ?? 0) + 1;
      continue;
    }
    await part.kill();
    counts[part.name] = (counts[part.name] ?? 0) + 1;
    done++;
    if (done % 10 === 0) tell(`${done} kills`);
  }
  return counts;
}

async function pause(part: Part, milliseconds: number): Promise<void> {
  const pids = part.pids();
  for (const pid of pids) signal(pid, 'SIGSTOP');
  await wait(milliseconds);
  for (const pid of pids) signal(pid, 'SIGCONT');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
