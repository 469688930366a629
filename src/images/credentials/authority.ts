import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/errors.ts';
import { makeWhole } from '#lib/whole.ts';

/** What an installation signs its pictures with. */
export interface Authority {
  /** On the curve P-256. */
  key: KeyObject;
  /** The one that signs, then the one that vouches for it, which readers are told to trust. */
  certificates: readonly [signer: X509Certificate, root: X509Certificate];
}

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The key and certificates in the file `credentials.pem` of `folder`, made where there is none; its owner alone may read
 * it. Throws `bad_config` where it is damaged.
 */
export async function loadAuthority(folder: string): Promise<Authority> {
  const path = join(folder, 'credentials.pem');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new AppError(
      'bad_config',
      `${path} cannot be read. Make it readable for the account that runs Easel.`,
      error,
    );
  });
  if (kept !== undefined) return readAuthority(kept, path);
  const { makeAuthority } = await import('./make-authority.ts');
  const made = await makeAuthority();
  await mkdir(folder, { recursive: true });
  await makeWhole(path, (unfinished) => writeFile(unfinished, made, { mode: 0o600 }));
  return readAuthority(made, path);
}

function readAuthority(text: string, path: string): Authority {
  try {
    const key = createPrivateKey(text);
    const [signer, root] = (text.match(certificate) ?? []).map((pem) => new X509Certificate(pem));
    if (!signer?.checkPrivateKey(key)) throw new Error('The key is not that of the first certificate.');
    if (!root || !signer.checkIssued(root)) throw new Error('The second certificate does not vouch for the first.');
    return { key, certificates: [signer, root] };
  } catch (error) {
    const advice = 'Put back the file of before, or delete it: then a new key is made, which readers do not know yet.';
    throw new AppError('bad_config', `${path} is damaged. ${advice}`, error);
  }
}
