import { writeFile } from 'node:fs/promises';
import { contactSheet } from '#images/grid.ts';
import { createRandom } from '#lib/random.ts';
import { compose, paint } from '#training/data/compositions/compose.ts';
import { openLibraries } from '#training/data/compositions/library.ts';
import { conceptsOf } from '#training/data/concepts.ts';

const c = (e: string) => conceptsOf(e)[0]!;
const lists: Record<string, object[]> = {
  fur: ['🐍', '🦄', '🐱', '🐘', '🦊', '🐶']
    .flatMap((s) => ['🐆', '🐅', '🦓', '🐄', '🦒'].map((p) => ({ subject: c(s), pattern: c(p) })))
    .filter((_, i) => i % 2 === 0 || i < 10),
  pirate: ['🐱', '🦊', '🐧', '🐙', '🐻', '🎃', '🐘', '🐔', '💀', '🙂'].map((s) => ({
    subject: c(s),
    being: '1f3f4-200d-2620',
  })),
  umbrella: ['🐸', '🐱', '🐧', '🐘', '🦊', '🐙'].flatMap((s) =>
    ['☂', '☔'].map((p) => ({ subject: c(s), held: [c(p)] })),
  ),
  mood: ['🐧', '🐙', '🚀', '🐘', '🦒', '🐉', '🦖', '🐢', '🐕', '🐔', '🎸', '🐋'].flatMap((s) =>
    ['😠', '😂'].map((m) => ({ subject: c(s), mood: c(m) })),
  ),
};
const libs = await openLibraries(process.env.DATA_DIR + '/cache');
for (const what of process.argv.slice(2)) {
  const rows = [];
  for (const [, lib] of libs) {
    const row = [];
    for (const scene of lists[what]!) {
      const part = await compose(lib, scene as never, createRandom(1), { mirrored: false, lean: 0 });
      row.push(part ? await paint(part, 96) : new Uint8Array(96 * 96 * 4));
    }
    rows.push(row);
  }
  await writeFile(`/tmp/draw-${what}.png`, await contactSheet(rows as never, { size: 96 }));
}
