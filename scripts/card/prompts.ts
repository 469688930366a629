import { contactSheet, intoRows } from '#images/grid.ts';
import { enlargeTo } from '#images/resize.ts';
import { AppError } from '#lib/errors.ts';
import { planPrompt } from '#studio/planning/recipes.ts';
import { type ChatModel, columns, paintRows, type Row, seed, styleAt } from './chat-model.ts';

/**
 * The first picture that chat answers to each prompt, none where it knows no word of it, styles in turn; of several
 * models one below the other.
 */
export async function drawPrompts(models: readonly ChatModel[], asked: readonly string[]): Promise<Uint8Array> {
  const answers: Uint8Array[][] = [];
  const size = Math.max(...models.map(({ checkpoint }) => checkpoint.size));
  for (const model of models) {
    const rows: Row[] = [];
    for (const [index, prompt] of asked.entries()) {
      const style = styleAt(model, index);
      const job = { kind: 'generate', count: 1, seed: seed + index, spread: 1, style } as const;
      const recipe = await planPrompt(job, prompt, model).catch((error: unknown) => {
        if (AppError.from(error).code === 'unknown_prompt') return undefined;
        throw error;
      });
      rows.push({ label: prompt, style, plans: recipe?.plans ?? [] });
    }
    const own = model.checkpoint.size;
    const pictures = (await paintRows(model, rows)).map(([picture]) => picture ?? new Uint8Array(own * own * 4));
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
