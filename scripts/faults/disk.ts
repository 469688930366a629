import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Part } from './world.ts';

/** A small disk of its own: making one is root's right. */
export interface SmallDisk {
  folder: string;
  /** Fills it up, and makes room again, so many times; then kills all parts once. */
  disturb(parts: Part[], times: number, tell: (text: string) => void): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const megabytes = 400;
const phaseMs = 8000;

export async function mountSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    async disturb(parts, times, tell) {
      for (let time = 0; time < times; time++) {
        await wait(phaseMs);
        const { bavail, bsize } = await statfs(folder);
        await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => {});
        tell('the disk is full');
        await wait(phaseMs);
        await rm(filler);
        tell('there is room again');
      }
      await wait(phaseMs);
      for (const part of parts) await part.kill();
      return { filled: times, kills: parts.length };
    },
    async close() {
      execFileSync('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}
