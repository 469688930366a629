import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tarGz } from '#lib/tar.ts';
import { zip } from '#lib/zip.ts';

const run = promisify(execFile);
const at = new Date('2026-11-30T12:34:56Z');
const files = [
  { name: 'füchse/fox_happy.png', bytes: Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256) },
  { name: 'LICENCE.txt', bytes: Buffer.from('free') },
  { name: 'empty', bytes: new Uint8Array() },
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an archive', () => {
  it.each([
    [
      'zip',
      'all.zip',
      zip(files, at),
      'import sys,zipfile as z; a=z.ZipFile(sys.argv[1]); assert a.testzip() is None; a.extractall(sys.argv[2]); print([(i.filename, i.date_time) for i in a.infolist()])',
    ],
    [
      'tar',
      'all.tar.gz',
      tarGz(files, at),
      'import sys,tarfile as t; a=t.open(sys.argv[1]); a.extractall(sys.argv[2]); print(a.getnames())',
    ],
  ] as const)('%s is unpacked by Python as it was packed', async (kind, name, archive, program) => {
    await writeFile(join(folder, name), await archive);
    const out = join(folder, kind);
    const { stdout } = await run('python3', ['-c', program, join(folder, name), out]);
    for (const file of files)
      expect(new Uint8Array(await readFile(join(out, file.name)))).toEqual(new Uint8Array(file.bytes));
    expect(stdout).toContain('füchse/fox_happy.png');
    if (kind === 'zip') expect(stdout).toContain('(2026, 11, 30, 12, 34, 56)');
  });

  it('is the same for the same files', () => {
    expect(zip(files, at)).toEqual(zip(files, at));
  });

  it.each(['../fox.png', '/fox.png', 'a//b', 'a\\b', '.', '', 'x'.repeat(101)])('has no file called %j', (name) => {
    expect(() => zip([{ name, bytes: new Uint8Array() }], at)).toThrow(RangeError);
  });

  it('has no name twice', async () => {
    await expect(tarGz([files[1]!, files[1]!], at)).rejects.toThrow('one name');
  });
});
