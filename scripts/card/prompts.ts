import { contactSheet, intoRows } from '#images/grid.ts';
import { enlargeTo } from '#images/resize.ts';
import { AppError } from '#lib/errors.ts';
import { planPrompt } from '#studio/recipes.ts';
import { columns, paintRows, type Row, type Sitter, seed, styleAt } from './sitter.ts';

/**
 * The first picture that chat answers to each prompt, none where it knows no word of it, styles in turn; of several
 * models one below the other.
 */
export async function drawPrompts(sitters: readonly Sitter[], asked: readonly string[]): Promise<Uint8Array> {
  const answers: Uint8Array[][] = [];
  const size = Math.max(...sitters.map(({ checkpoint }) => checkpoint.size));
  for (const sitter of sitters) {
    const rows: Row[] = [];
    for (const [index, prompt] of asked.entries()) {
      const style = styleAt(sitter, index);
      const job = { kind: 'generate', count: 1, seed: seed + index, spread: 1, style } as const;
      const recipe = await planPrompt(job, prompt, sitter).catch((error: unknown) => {
        if (AppError.from(error).code === 'unknown_prompt') return undefined;
        throw error;
      });
      rows.push({ label: prompt, style, plans: recipe?.plans ?? [] });
    }
    const own = sitter.checkpoint.size;
    const pictures = (await paintRows(sitter, rows)).map(([picture]) => picture ?? new Uint8Array(own * own * 4));
    answers.push(await Promise.all(pictures.map((picture) => enlargeTo(size, picture, own))));
  }
  const rows = intoRows([...asked.keys()], columns).flatMap((places) =>
    answers.map((pictures, model) => ({
      pictures: places.map((place) => pictures[place]!),
      captions: places.map((place) => (model === answers.length - 1 ? asked[place]! : '')),
    })),
  );
  const sheet = rows.map(({ pictures }) => pictures);
  return contactSheet(sheet, { size, captions: rows.map(({ captions }) => captions) });
}
