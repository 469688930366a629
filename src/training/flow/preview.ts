import { contactSheet } from '#images/grid.ts';
import { createRandom } from '#lib/random.ts';
import type { Scene } from '../data/compositions/scene.ts';
import { copyPixels } from '../data/pictures.ts';
import { loadEncoder } from '../encoder.ts';
import { loadDecoder, type Weights } from '../networks.ts';
import { sayConcept } from '../text/contrast.ts';
import type { LessonOptions } from './lessons.ts';
import { openPrior, type Thing, type Wish } from './prior.ts';
import { partsOf } from './things.ts';

/** Pictures in a row. */
const columns = 12;
/** How much of a sketch is made new. */
const freedom = 0.5;

/**
 * What a prior in training imagines, as a contact sheet: where the set has compositions, some of them as they are, as they
 * come back, made new, and imagined from nothing by their scenes; else free samples, a row for each style.
 */
export async function previewPrior<Config>(options: LessonOptions<Config>, prior: Weights): Promise<Uint8Array> {
  const { family, config, weights, dataset, device } = options;
  const styles = family.styles(config);
  const oneHot = (style: string) => Float32Array.from(styles, (name) => Number(name === style));
  const size = family.size(config);
  const [imagining, decoder] = await Promise.all([
    openPrior(prior, family.code(config), device),
    loadDecoder(family, config, weights, device, 1),
  ]);
  const paint = async (code: Float32Array, style: Float32Array) => {
    const { image } = await decoder.run({ code, style, keep: Float32Array.of(1) });
    return Uint8Array.from(image!, (value) => Math.round(255 * value));
  };
  const paintAll = async (wishes: readonly Wish[]) => {
    const codes = await imagining.imagine(wishes);
    const painted: Uint8Array[] = [];
    for (const [index, code] of codes.entries()) painted.push(await paint(code, wishes[index]!.style));
    return painted;
  };
  try {
    if (!dataset.composed || !family.encode) {
      const rows: Uint8Array[][] = [];
      for (const style of styles) {
        const wishes = Array.from({ length: columns }, (_, seed) => ({ seed, style: oneHot(style), things: [] }));
        rows.push(await paintAll(wishes));
      }
      return contactSheet(rows, { size, rowLabels: styles });
    }
    const { at, picture } = dataset.composed;
    const encoder = await loadEncoder(family, config, weights, device, 1);
    const rows: Record<string, Uint8Array[]> = { drawn: [], 'as it comes back': [] };
    const fresh: Wish[] = [];
    const renewed: Wish[] = [];
    for (let number = 0; fresh.length < columns; number++) {
      const pixels = await picture(number);
      if (!pixels) continue;
      const { scene, style: name } = at(number);
      const style = oneHot(name);
      const image = new Float32Array(size * size * 4);
      copyPixels(pixels, size, image);
      const code = Float32Array.from((await encoder.run({ image })).code!);
      rows.drawn!.push(pixels);
      rows['as it comes back']!.push(await paint(code, style));
      const things = thingsOf(scene, options);
      fresh.push({ seed: number, style, things });
      renewed.push({ seed: number, style, things, start: { code, freedom } });
    }
    await encoder.release();
    rows['made new'] = await paintAll(renewed);
    rows['by its scene'] = await paintAll(fresh);
    rows['and another'] = await paintAll(fresh.map((wish) => ({ ...wish, seed: wish.seed + 1000 })));
    return contactSheet(Object.values(rows), { size, rowLabels: Object.keys(rows) });
  } finally {
    await Promise.all([imagining.release(), decoder.release()]);
  }
}

/** A scene in words, the same ones each time. */
function thingsOf<Config>(scene: Scene, { corpus, text }: LessonOptions<Config>): Thing[] {
  const random = createRandom(1);
  return partsOf(scene).flatMap((part): Thing[] => {
    if ('word' in part) return [part];
    if (!corpus.get('en')!.has(part.concept)) return [];
    return [{ texts: [text.embed(sayConcept(part.concept, corpus, random))], role: part.role }];
  });
}
