import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// Some cases are drawn at random: the page wants the same ones each time.
process.env.SEED = '1';
const { renderKernelTable } = await import('../test/tensor/kernels/table.ts');

const path = fileURLToPath(new URL('../docs/kernels.md', import.meta.url));
const page = await readFile(path, 'utf8');
await writeFile(
  path,
  page.replace(/(<!-- kernels[^>]*-->\n)[\s\S]*?(<!-- \/kernels -->)/, `$1\n${renderKernelTable()}\n\n$2`),
);
