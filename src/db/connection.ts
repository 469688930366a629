import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/** Runs one or more SQL statements as one transaction (unless they say otherwise); returns the last one's rows. */
export type Execute = (sql: string) => Promise<Record<string, unknown>[]>;

/** A PostgreSQL, in this process or elsewhere. */
export interface Connection {
  /** In words, for the log. */
  name: string;
  adapter: SqlMigrationAwareDriverAdapterFactory;
  /** Runs `work` on one session, so that what belongs to a session (such as a lock) lasts through it. */
  session<Result>(work: (execute: Execute) => Promise<Result>): Promise<Result>;
  /** Copies the files of an embedded database into a new folder, while no statement runs; what has begun waits. */
  copyTo?(folder: string): Promise<void>;
  /** Writes the files of an embedded database anew, so that nothing which was deleted is left in them. */
  scrub?(): Promise<void>;
  close(): Promise<void>;
}
