import { join } from 'node:path';
import sharp from 'sharp';
import { loadConfig } from '#lib/config.ts';
import { createRandom } from '#lib/random.ts';
import { type Compositions, loadCompositions } from '#training/data/compositions/compositions.ts';

const size = 128;
const drawn = 150;
/** Four pictures of a scene, as chat sketches them. */
const atOnce = 4;

/**
 * How many compositions of 128 pixels one core draws in a second, by style, one after the other; and how long four of a
 * scene take, in milliseconds.
 */
export async function benchCompositions(say: (text: string) => void): Promise<Record<string, number>> {
  const compositions = await loadCompositions({ cacheDir: join(loadConfig().dataDir, 'cache') });
  const concurrency = sharp.concurrency();
  sharp.concurrency(1);
  const results: Record<string, number> = {};
  const waits: number[] = [];
  for (const style of compositions.styles) {
    const scenes = Array.from({ length: drawn }, (_, i) => compositions.drawScene(createRandom(1, i), style));
    const render = (i: number) => compositions.render(scenes[i]!, style, size, createRandom(2, i));
    // Icons are read and measured once.
    for (let i = 0; i < drawn; i++) await render(i);
    const started = performance.now();
    for (let i = 0; i < drawn; i++) await render(i);
    results[`compose.${style}_per_s`] = (1000 * drawn) / (performance.now() - started);
    say(`${style}: ${results[`compose.${style}_per_s`]!.toFixed(0)} compositions a second`);
    waits.push(...(await sketchTimes(compositions, style, scenes.length)));
  }
  sharp.concurrency(concurrency);
  waits.sort((a, b) => a - b);
  results['compose.sketch4_p50_ms'] = waits[Math.floor(waits.length / 2)]!;
  results['compose.sketch4_p95_ms'] = waits[Math.floor(0.95 * waits.length)]!;
  return results;
}

async function sketchTimes(compositions: Compositions, style: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const scene = compositions.drawScene(createRandom(1, i), style);
    const started = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, (_, k) =>
        compositions.render(scene, style, size, createRandom(3, atOnce * i + k)),
      ),
    );
    times.push(performance.now() - started);
  }
  return times;
}
