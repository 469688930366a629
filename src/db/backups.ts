import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Clock, systemClock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import { createTurns } from '#lib/turns.ts';
import { packDataFolder } from './archive.ts';
import type { Database } from './database.ts';

export interface BackupOptions {
  /** Of a running Easel: copies its embedded database at a still moment; there is none where it is PostgreSQL's. */
  db: Pick<Database, 'copyTo'>;
  dataDir: string;
  /** How many are kept; older ones are deleted when a new one is complete. */
  keep: number;
  log: Log;
  clock?: Clock;
}

const hour = 3_600_000;
const shape = /^easel-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z\.tar\.gz$/;

/** A backup's file name, which sorts by time: `easel-2026-11-23T04-00-00Z.tar.gz`. */
export function backupName(at: Date): string {
  return `easel-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar.gz`;
}

/** Of one data folder one backup is made at a time. */
const turns = createTurns();

/** Makes a backup in `<dataDir>/backups` while Easel runs, and deletes what is too old. Returns its path. */
export function makeBackup(options: BackupOptions): Promise<string> {
  return turns.take(options.dataDir, () => packBackup(options));
}

async function packBackup({ db, dataDir, keep, clock = systemClock }: BackupOptions): Promise<string> {
  const folder = join(dataDir, 'backups');
  const now = clock.now();
  const out = join(folder, backupName(now));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let databaseFrom: string | undefined;
  try {
    if (db.copyTo) {
      databaseFrom = join(folder, 'database.part');
      await rm(databaseFrom, { recursive: true, force: true });
      await db.copyTo(join(databaseFrom, 'pglite'));
    }
    await packDataFolder({ dataDir, out, databaseFrom, now });
  } finally {
    if (databaseFrom) await rm(databaseFrom, { recursive: true, force: true });
  }
  for (const name of (await listBackups(folder)).slice(0, -keep)) await rm(join(folder, name));
  return out;
}

/** Oldest first. */
async function listBackups(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => shape.test(name)).sort();
}

/** A backup that is kept. */
export interface KeptBackup {
  name: string;
  at: Date;
  bytes: number;
}

/** Backups that somebody asks for while Easel runs, one at a time. */
export function backupsOnDemand(options: BackupOptions) {
  const folder = join(options.dataDir, 'backups');
  let working = false;
  return {
    /** The newest first. */
    async list(): Promise<KeptBackup[]> {
      const names = (await listBackups(folder)).reverse();
      return Promise.all(
        names.map(async (name) => ({ name, at: timeOf(name)!, bytes: (await stat(join(folder, name))).size })),
      );
    },
    /** Makes one and returns its name. Throws `busy` while one is being made. */
    async make(): Promise<string> {
      if (working) throw new AppError('busy', message('backup.busy'));
      working = true;
      try {
        return basename(await makeBackup(options));
      } finally {
        working = false;
      }
    },
  };
}

/** When a backup was made, by its file name. */
function timeOf(name: string): Date | undefined {
  const [, time] = shape.exec(name) ?? [];
  return time ? new Date(`${time.slice(0, 11)}${time.slice(11).replaceAll('-', ':')}Z`) : undefined;
}

/** When the newest backup was made, in milliseconds since 1970; 0 where there is none. */
async function lastBackupAt(folder: string): Promise<number> {
  return timeOf((await listBackups(folder)).at(-1) ?? '')?.getTime() ?? 0;
}

/**
 * Makes a backup whenever the newest is `everyHours` old, restarts or not; one that fails is told in the log and tried
 * again. Returns a function that ends this, once a backup under way is done.
 */
export function scheduleBackups(options: BackupOptions & { everyHours: number }): () => Promise<void> {
  const { dataDir, everyHours, log, clock = systemClock } = options;
  let working: Promise<void> | undefined;
  const look = async () => {
    const due = (await lastBackupAt(join(dataDir, 'backups'))) + everyHours * hour;
    if (clock.now().getTime() < due) return;
    const start = performance.now();
    const path = await makeBackup(options);
    log.info({ backup: path, ms: Math.round(performance.now() - start) }, 'a backup was made');
  };
  const tick = () => {
    working ??= look()
      .catch((error: unknown) => log.error({ err: error }, 'no backup could be made'))
      .finally(() => {
        working = undefined;
      });
  };
  const timer = setInterval(tick, hour / 6);
  timer.unref();
  tick();
  return async () => {
    clearInterval(timer);
    await working;
  };
}
