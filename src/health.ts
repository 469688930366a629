import type { Database } from '#db/database.ts';

export interface Health {
  /** Whether people are served: database and painter both answer. */
  ready: boolean;
  database: 'ok' | 'down';
  painter: 'ok' | 'down';
  /** The device in words, where the painter answers. */
  device?: string;
  /** Those that are set up, by title, as they are connected now. One that is down is tried again, and the others go on. */
  platforms: Record<string, 'ok' | 'down'>;
  uptimeSeconds: number;
}

export interface HealthParts {
  db: Pick<Database, 'ping'>;
  device(): Promise<string>;
  /** The platforms that are set up. */
  setUp: readonly { name: string; title: string }[];
  /** Those that run, by name. */
  running(): ReadonlyMap<string, { connected(): Promise<boolean> }>;
  /** How long an answer may take, in milliseconds. */
  patienceMs?: number;
}

/** Asks each part whether it answers; one that takes longer than `patienceMs` is down. */
export async function checkHealth(parts: HealthParts): Promise<Health> {
  const { db, device, setUp, running, patienceMs = 3000 } = parts;
  const [database, painter] = await Promise.all([
    inTime(
      db.ping().then(() => true),
      patienceMs,
    ),
    inTime(device(), patienceMs),
  ]);
  const states = setUp.map(async ({ name, title }) => {
    const connected = running().get(name)?.connected();
    return [title, connected && (await inTime(connected, patienceMs)) ? 'ok' : 'down'] as const;
  });
  return {
    ready: database !== undefined && painter !== undefined,
    database: database ? 'ok' : 'down',
    painter: painter ? 'ok' : 'down',
    device: painter,
    platforms: Object.fromEntries(await Promise.all(states)),
    uptimeSeconds: Math.round(process.uptime()),
  };
}

/** The value, or undefined where it fails or takes too long. */
async function inTime<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  return Promise.race([promise.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
