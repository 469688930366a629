import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EaselProcess, startEasel } from '../soak/easel-process.ts';
import { openPerson, type Person } from './person.ts';

export type Figures = Record<string, number>;
export type Say = (text: string) => void;

/** An Easel of its own, in a folder that goes with it. */
export interface Scene {
  easel: EaselProcess;
  folder: string;
  /** Opens the playground as so many new people. */
  people(count: number): Promise<Person[]>;
  close(): Promise<void>;
}

export async function openScene(settings: Record<string, string> = {}): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-load-'));
  const easel = await startEasel({ DATA_DIR: folder, ...settings });
  const opened: Person[] = [];
  return {
    easel,
    folder,
    async people(count) {
      const added: Person[] = [];
      for (let index = 0; index < count; index++) added.push(await openPerson(easel.url, `person ${index}`));
      opened.push(...added);
      return added;
    },
    async close() {
      for (const person of opened) person.close();
      await easel.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A figure of `/metrics`, labels included where it has some, or 0 where it is not there yet. */
export async function readMetric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((entry) => entry.startsWith(`${name} `));
  return line ? Number(line.slice(name.length + 1)) : 0;
}
