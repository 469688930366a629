import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

test('docs/kernels.md lists the kernels as they are (npm run dev -- kernels writes it)', async () => {
  vi.stubEnv('SEED', '1');
  const { renderKernelTable } = await import('./table.ts');
  const page = await readFile(join(import.meta.dirname, '../../../docs/kernels.md'), 'utf8');
  expect(page).toContain(renderKernelTable());
});
