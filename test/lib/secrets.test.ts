import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeal } from '#lib/seal.ts';
import { loadSecrets } from '#lib/secrets.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'easel-secrets-'));

test('secrets are made once, for the owner alone', async () => {
  const folder = await newFolder();
  const made = await loadSecrets(folder);
  expect(made.isNew).toBe(true);
  expect(await loadSecrets(folder)).toEqual({ ...made, isNew: false });
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  const seal = createSeal(made.sealKey);
  expect(seal.open(seal.seal('hello', 'here'), 'here')).toBe('hello');
});

test('secrets of an older Easel stay, and get what they lack', async () => {
  const folder = await newFolder();
  const older = { adminToken: 'a'.repeat(24), cookieSecret: 'c'.repeat(43) };
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(older));
  const { isNew, ...secrets } = await loadSecrets(folder);
  expect(isNew).toBe(false);
  expect(secrets).toMatchObject(older);
  expect(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))).toEqual(secrets);
});

test('what was changed does not open, and a short key is refused', async () => {
  const { sealKey } = await loadSecrets(await newFolder());
  const seal = createSeal(sealKey);
  const sealed = seal.seal('hello', 'here');
  sealed[sealed.length - 1]! ^= 1;
  expect(() => seal.open(sealed, 'here')).toThrow(/encrypted with another key/);
  expect(() => createSeal('c2hvcnQ=')).toThrow(/32 bytes/);
});
