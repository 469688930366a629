import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { makeWhole } from './whole.ts';

const schema = z.object({
  adminToken: z.string().min(16),
  cookieSecret: z.string().min(16),
  /** Of `createSeal`; files of the first Easel have none. */
  sealKey: z.string().min(16).optional(),
});

/** What only this installation knows. */
export type Secrets = Required<z.infer<typeof schema>> & {
  /** Whether the admin's token was made just now: nobody knows it yet. */
  isNew: boolean;
};

/** Reads the secrets kept in `dataDir`, or makes those that are missing; only the owner may read the file. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  const kept = await readSecrets(path);
  const secrets = {
    adminToken: kept?.adminToken ?? randomBytes(18).toString('base64url'),
    cookieSecret: kept?.cookieSecret ?? randomBytes(32).toString('base64url'),
    sealKey: kept?.sealKey ?? randomBytes(32).toString('base64'),
  };
  const isNew = kept === undefined;
  if (kept?.sealKey) return { ...secrets, isNew };
  await mkdir(dataDir, { recursive: true });
  const text = `${JSON.stringify(secrets, null, 2)}\n`;
  await makeWhole(path, (unfinished) => writeFile(unfinished, text, { mode: 0o600 }));
  return { ...secrets, isNew };
}

async function readSecrets(path: string): Promise<z.infer<typeof schema> | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new AppError(
      'bad_config',
      `${path} cannot be read. Make it readable for the account that runs Easel.`,
      error,
    );
  });
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError(
      'bad_config',
      `${path} is damaged. Delete it: new secrets are made, and everyone signs in anew.`,
      error,
    );
  }
}
