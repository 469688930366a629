import { contactSheet } from '#images/grid.ts';
import { enlargeTo } from '#images/resize.ts';
import { createRandom } from '#lib/random.ts';
import type { Material } from '#studio/ingredients.ts';
import { plansOfMix } from '#studio/recipes.ts';
import { planWalk } from '#studio/walks.ts';
import { columns, type Row, type Sitter, seed, styleAt } from './sitter.ts';

const mixes = ['🦊 🍩', '🐱 🍕', '🐸 🌵', '😀 🍎', '🎃 👑'];

const nameOf = ({ label }: Material) => label.replace(/[^\p{Letter}\p{Dash} ]/gu, '').trim();

/** What is mixed, and in which style, a row each. */
async function mixRows(sitter: Sitter): Promise<{ style: string; things: [Material, Material] }[]> {
  const rows = mixes.map(async (mix, index) => {
    const [first, second] = mix.split(' ') as [string, string];
    const things: [Material, Material] = [await sitter.finder.words(first), await sitter.finder.words(second)];
    return { style: styleAt(sitter, index), things };
  });
  return Promise.all(rows);
}

/** Two things, and two times the four pictures of both, as `/mix` paints them. */
export async function planMixes(sitter: Sitter): Promise<Row[]> {
  const rows = (await mixRows(sitter)).map(async ({ style, things }): Promise<Row> => {
    const own = things.map((thing) => ({ code: thing.code(style, createRandom(seed), true), alt: thing.label }));
    const mixed = [seed, seed + 1].map((seed) => plansOfMix(things, sitter, { balance: 0.5, style, seed }));
    const label = `mix ${things.map(nameOf).join(' and ')}, ${style}`;
    return { label, style, plans: [...own, ...(await Promise.all(mixed)).flat()] };
  });
  return Promise.all(rows);
}

/** From one thing to another as `/interpolate` goes, by several models, below one another. */
export async function drawWalks(names: readonly string[], sitters: readonly Sitter[]): Promise<Uint8Array> {
  const size = Math.max(...sitters.map(({ checkpoint }) => checkpoint.size));
  const shares = Array.from({ length: columns }, (_, step) => step / (columns - 1));
  const rows: { mix: number; label: string; pictures: Uint8Array[] }[] = [];
  for (const [index, sitter] of sitters.entries()) {
    const { painter, directory, checkpoint } = sitter;
    for (const [mix, { style, things }] of (await mixRows(sitter)).entries()) {
      const walk = await planWalk(things, { ...sitter, style });
      const painted = await painter.decode(directory, await walk.at(shares));
      const pictures = await Promise.all(painted.map((picture) => enlargeTo(size, picture, checkpoint.size)));
      rows.push({ mix, label: `${things.map(nameOf).join(' to ')}, ${style}: ${names[index]}`, pictures });
    }
  }
  rows.sort((left, right) => left.mix - right.mix);
  return contactSheet(
    rows.map(({ pictures }) => pictures),
    { size, rowLabels: rows.map(({ label }) => label) },
  );
}
