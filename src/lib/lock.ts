import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from './errors.ts';

/** A folder that this process alone uses. */
export interface DirectoryLock {
  release(): void;
}

/** A database that nobody refers to is closed by the garbage collector, and its lock with it: these stay. */
const held = new Set<DatabaseSync>();

/**
 * Locks a folder against every other process (and a second time in this one), making it first where it is missing.
 * The lock is SQLite's on an empty database in it, so the kernel lets go of it however the process ends.
 * Throws `locked`, naming the folder as it was given, where somebody else holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'lock.sqlite');
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new AppError(
      'locked',
      `Another Easel is using the folder "${directory}". Stop it first, or set DATA_DIR to another folder.`,
      error,
    );
  }
  chmodSync(path, 0o600);
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
