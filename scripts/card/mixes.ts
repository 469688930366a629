import { contactSheet } from '#images/grid.ts';
import { enlargeTo } from '#images/resize.ts';
import { createRandom } from '#lib/random.ts';
import type { Material } from '#studio/planning/ingredients.ts';
import { plansOfMix } from '#studio/planning/recipes.ts';
import { planWalk } from '#studio/planning/walks.ts';
import { type ChatModel, columns, type Row, seed, styleAt } from './chat-model.ts';

const mixes = ['🦊 🍩', '🐱 🍕', '🐸 🌵', '😀 🍎', '🎃 👑'];

const nameOf = ({ label }: Material) => label.replace(/[^\p{Letter}\p{Dash} ]/gu, '').trim();

/** What is mixed, and in which style, a row each. */
async function mixRows(model: ChatModel): Promise<{ style: string; things: [Material, Material] }[]> {
  const rows = mixes.map(async (mix, index) => {
    const [first, second] = mix.split(' ') as [string, string];
    const things: [Material, Material] = [await model.finder.words(first), await model.finder.words(second)];
    return { style: styleAt(model, index), things };
  });
  return Promise.all(rows);
}

/** Two things, and two times the four pictures of both, as `/mix` paints them. */
export async function planMixes(model: ChatModel): Promise<Row[]> {
  const rows = (await mixRows(model)).map(async ({ style, things }): Promise<Row> => {
    const own = things.map((thing) => ({ code: thing.code(style, createRandom(seed), true), alt: thing.label }));
    const mixed = [seed, seed + 1].map((seed) => plansOfMix(things, model, { balance: 0.5, style, seed }));
    const label = `mix ${things.map(nameOf).join(' and ')}, ${style}`;
    return { label, style, plans: [...own, ...(await Promise.all(mixed)).flat()] };
  });
  return Promise.all(rows);
}

/** From one thing to another as `/interpolate` goes, by several models, below one another. */
export async function drawWalks(names: readonly string[], models: readonly ChatModel[]): Promise<Uint8Array> {
  const size = Math.max(...models.map(({ checkpoint }) => checkpoint.size));
  const shares = Array.from({ length: columns }, (_, step) => step / (columns - 1));
  const rows: { mix: number; label: string; pictures: Uint8Array[] }[] = [];
  for (const [index, model] of models.entries()) {
    const { painter, directory, checkpoint } = model;
    for (const [mix, { style, things }] of (await mixRows(model)).entries()) {
      const walk = await planWalk(things, { ...model, style });
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
