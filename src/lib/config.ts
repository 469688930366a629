import { existsSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from './errors.ts';

export const deviceChoices = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorflow'] as const;
export type DeviceChoice = (typeof deviceChoices)[number];

const schema = z.object({
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  EASEL_DEVICE: z.enum(deviceChoices).default('auto'),
  EASEL_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  EASEL_ADMIN_TOKEN: z.string().min(16).optional(),
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
  device: DeviceChoice;
  /** Threads of one tensor program; 0 means one per core. */
  threads: number;
  /** Fixed token of the operator's browser; without it one is made at the first start and kept in `dataDir`. */
  adminToken?: string;
  logLevel: string;
}

/** The environment, and what the file `.env` in the working folder adds to it. */
function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Reads the settings from the environment. Throws `bad_config` naming every variable that is wrong. */
export function loadConfig(env: Record<string, string | undefined> = readEnvironment()): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new AppError('bad_config', `The settings are not usable: ${wrong}. See .env.example.`);
  }
  const value = parsed.data;
  return {
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL,
    device: value.EASEL_DEVICE,
    threads: value.EASEL_THREADS,
    adminToken: value.EASEL_ADMIN_TOKEN,
    logLevel: value.LOG_LEVEL,
  };
}
