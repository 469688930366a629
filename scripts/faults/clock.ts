import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A clock of a process that can be set while it runs (libfaketime, Debian's package `libfaketime`). */
export interface FakeClock {
  /** To start the process with. */
  settings: Record<string, string>;
  /** Sets it an hour, a day and a year ahead and behind, in turns. */
  disturb(times: number, tell: (text: string) => void): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const jumps = ['+1h', '+0', '-1h', '+1d', '-1d', '+365d', '+0'];
const phaseMs = 4000;

export async function createFakeClock(): Promise<FakeClock> {
  if (!existsSync(library)) throw new Error(`${library} is not there: apt-get install libfaketime`);
  const folder = await mkdtemp(join(tmpdir(), 'easel-clock-'));
  const file = join(folder, 'time');
  const set = async (offset: string) => {
    await writeFile(`${file}.new`, `${offset}\n`);
    await rename(`${file}.new`, file);
  };
  await set('+0');
  return {
    settings: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
    async disturb(times, tell) {
      for (let time = 0; time < times; time++) {
        await wait(phaseMs);
        const jump = jumps[time % jumps.length]!;
        await set(jump);
        tell(`the clock is at ${jump}`);
      }
      await wait(phaseMs);
      return { jumps: times };
    },
    close: () => rm(folder, { recursive: true }),
  };
}
