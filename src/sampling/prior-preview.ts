import { contactSheet } from '#images/grid.ts';
import { createRandom } from '#lib/random.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { ComposedPictures } from '#training/data/dataset.ts';
import { partsOf } from '#training/flow/things.ts';
import { sayConcept } from '#training/text/contrast.ts';
import type { Corpus } from '#training/text/corpus.ts';
import type { TextEncoder } from '#training/text/encoder.ts';
import type { PriorRequest, Thing } from './prior.ts';
import type { Sampler } from './sampler.ts';

/** Pictures in a row. */
const columns = 12;
/** How much of a sketch is made new. */
const freedom = 0.5;

/** What scenes are said in. */
interface Words {
  corpus: Corpus;
  text: TextEncoder;
}

/**
 * What the prior of a model imagines, as a contact sheet: where the set has compositions, some of them as they are, as they
 * come back, made new, and imagined from nothing by their scenes; else free samples, a row for each style.
 */
export async function previewPrior(
  sampler: Sampler,
  composed: ComposedPictures | undefined,
  words: Words,
): Promise<Uint8Array> {
  const { styles, size } = sampler;
  const oneHot = (style: string) => Float32Array.from(styles, (name) => Number(name === style));
  const paint = async (requests: readonly PriorRequest[]) => {
    const codes = await sampler.imagine(requests);
    return sampler.paint(codes.map((code, index) => ({ code, style: requests[index]!.style })));
  };
  if (!composed || !sampler.can('encode')) {
    const rows: Uint8Array[][] = [];
    for (const style of styles) {
      rows.push(
        await paint(Array.from({ length: columns }, (_, seed) => ({ seed, style: oneHot(style), things: [] }))),
      );
    }
    return contactSheet(rows, { size, rowLabels: styles });
  }
  const drawn: Uint8Array[] = [];
  const fresh: PriorRequest[] = [];
  for (let number = 0; fresh.length < columns; number++) {
    const pixels = await composed.picture(number);
    if (!pixels) continue;
    const { scene, style } = composed.at(number);
    drawn.push(pixels);
    fresh.push({ seed: number, style: oneHot(style), things: thingsOf(scene, words) });
  }
  const codes = await sampler.encode(drawn);
  const rows = {
    drawn,
    'as it comes back': await sampler.paint(codes.map((code, index) => ({ code, style: fresh[index]!.style }))),
    'made new': await paint(fresh.map((request, index) => ({ ...request, start: { code: codes[index]!, freedom } }))),
    'by its scene': await paint(fresh),
    'and another': await paint(fresh.map((request) => ({ ...request, seed: request.seed + 1000 }))),
  };
  return contactSheet(Object.values(rows), { size, rowLabels: Object.keys(rows) });
}

/** A scene in words, the same ones each time. */
function thingsOf(scene: Scene, { corpus, text }: Words): Thing[] {
  const random = createRandom(1);
  return partsOf(scene).flatMap((part): Thing[] => {
    if ('word' in part) return [part];
    if (!corpus.get('en')!.has(part.concept)) return [];
    return [{ texts: [text.embed(sayConcept(part.concept, corpus, random))], role: part.role }];
  });
}
