import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what the test files of a run make once and share. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'easel-tests-'));
  process.env.EASEL_TESTS = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
