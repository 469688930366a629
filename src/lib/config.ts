import { existsSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { type Language, languages } from './i18n.ts';

export const deviceChoices = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorflow'] as const;
export type DeviceChoice = (typeof deviceChoices)[number];

const address = z.url({ protocol: /^https?$/ });

const schema = z.object({
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: address.optional(),
  EASEL_DEVICE: z.enum(deviceChoices).default('auto'),
  EASEL_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  EASEL_LANGUAGE: z.enum(languages).default('en'),
  EASEL_BACKUP_HOURS: z.coerce.number().min(0).max(8760).default(0),
  EASEL_BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(7),
  EASEL_ADMIN_TOKEN: z.string().min(16).optional(),
  EASEL_SECRET_KEY: z.string().optional(),
  EASEL_PAINTS: z.enum(['yes', 'no']).default('yes'),
  EASEL_CREDENTIALS: z.enum(['yes', 'no']).default('no'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  /** Where everything that must last is kept. */
  dataDir: string;
  /** PostgreSQL's address; without it the embedded PGlite in `dataDir` is used. */
  databaseUrl?: string;
  host: string;
  port: number;
  /** The playground's address behind a proxy. */
  publicUrl?: string;
  /** What people are answered in whose own language is not known, and channels are told news in. */
  language: Language;
  device: DeviceChoice;
  /** Threads of one tensor program; 0 means one per core. */
  threads: number;
  /** Whether a bot on PostgreSQL paints what people ask for; if not, `npm run worker` processes do. */
  paints: boolean;
  /** Whether pictures say, signed, that this Easel made them. */
  credentials: boolean;
  /** Fixed token of the operator's browser; without it one is made at the first start and kept in `dataDir`. */
  adminToken?: string;
  /** Encrypts tokens in the database: 32 bytes in base64; without it one is made and kept in `dataDir`. */
  secretKey?: string;
  /** Of each chat platform, by its name, as it reads them itself. */
  platforms: ReadonlyMap<string, unknown>;
  backups: BackupConfig;
  logLevel: string;
}

export interface BackupConfig {
  /** How old the newest backup may get; 0 makes none. */
  everyHours: number;
  keep: number;
}

/** What a chat platform asks of the environment. */
export interface PlatformSettings<Settings = unknown> {
  /** As the database knows it: a short word in small letters. */
  name: string;
  /** Reads its variables from the environment. */
  settings: z.ZodType<Settings>;
  /** Those that nobody may read in a log. */
  secrets(settings: Settings): readonly (string | undefined)[];
}

/** The environment, and what the file `.env` in the working folder adds to it. */
function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/**
 * Reads the settings of Easel, and of the chat platforms that are asked about, from the environment. Throws `bad_config`
 * naming every variable that is wrong.
 */
export function loadConfig(
  env: Record<string, string | undefined> = readEnvironment(),
  asked: readonly PlatformSettings[] = [],
): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  const platforms = asked.map(({ name, settings }) => ({ name, ...settings.safeParse(present) }));
  const issues = [parsed, ...platforms].flatMap(({ error }) => error?.issues ?? []);
  if (!parsed.success || issues.length > 0) {
    const wrong = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new AppError('bad_config', `The settings are not usable: ${wrong}. See .env.example.`);
  }
  const value = parsed.data;
  if (value.EASEL_PAINTS === 'no' && !value.DATABASE_URL) {
    const advice = 'Set DATABASE_URL to a PostgreSQL that `npm run worker` uses too, or leave EASEL_PAINTS out.';
    throw new AppError('bad_config', `EASEL_PAINTS=no leaves nobody to paint without PostgreSQL. ${advice}`);
  }
  return {
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL,
    language: value.EASEL_LANGUAGE,
    device: value.EASEL_DEVICE,
    threads: value.EASEL_THREADS,
    paints: value.EASEL_PAINTS === 'yes',
    credentials: value.EASEL_CREDENTIALS === 'yes',
    adminToken: value.EASEL_ADMIN_TOKEN,
    secretKey: value.EASEL_SECRET_KEY,
    platforms: new Map(platforms.map(({ name, data }) => [name, data])),
    backups: { everyHours: value.EASEL_BACKUP_HOURS, keep: value.EASEL_BACKUP_KEEP },
    logLevel: value.LOG_LEVEL,
  };
}
