import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';

const schema = z.object({ adminToken: z.string().min(16), cookieSecret: z.string().min(16) });

/** What only this installation knows. */
export type Secrets = z.infer<typeof schema>;

/** Reads the secrets kept in `dataDir`, or makes them at the first start; only the owner may read the file. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new AppError(
      'bad_config',
      `${path} cannot be read. Make it readable for the account that runs Easel.`,
      error,
    );
  });
  if (text !== undefined) {
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
  const secrets = {
    adminToken: randomBytes(18).toString('base64url'),
    cookieSecret: randomBytes(32).toString('base64url'),
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return secrets;
}
