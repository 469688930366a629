import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What Node compiles is kept among a machine's temporary files, which spares each process a second. */
export default function setup(): void {
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'easel-test-cache', 'compiled');
}
