import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Connection } from './connection.ts';

/** Connects to the PostgreSQL at `databaseUrl`. Throws `bad_config` where it does not answer or refuses us. */
export async function connectPostgres(databaseUrl: string, log: Log): Promise<Connection> {
  const pool = new pg.Pool({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('bad_config', `PostgreSQL cannot be used: ${reason}. Check DATABASE_URL.`, error);
  }
  return {
    name: 'PostgreSQL',
    adapter: new PrismaPg(pool),
    session: async (work) => {
      const client = await pool.connect();
      try {
        return await work(async (sql) => [await client.query(sql)].flat().at(-1)?.rows ?? []);
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
