import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig } from '#lib/config.ts';
import { median } from '../bench/measure.ts';
import { openBareGenerator } from './bare.ts';
import type { Person } from './person.ts';
import { type Figures, openScene, readMetric, type Say } from './scene.ts';

const people = 50;
const rounds = 3;
const crowdSeconds = 15;
const bareSeconds = 2;

/**
 * Everybody asks for four pictures, and for four more as soon as they have them: pictures per second, beside those of
 * the generator alone at its best batch, in turns. Also how far the waiting times that people were told were off.
 */
export async function loadCrowd(say: Say): Promise<Figures> {
  const scene = await openScene();
  try {
    const bare = await openBareGenerator(loadConfig().threads, join(scene.folder, 'bare'));
    const everyone = await scene.people(people);
    const [alone, crowded]: [number[], number[]] = [[], []];
    await askFor(everyone, 3);
    for (let round = 0; round < rounds; round++) {
      alone.push(await bare.measure(bareSeconds));
      const painted = await askFor(everyone, crowdSeconds);
      crowded.push(painted / crowdSeconds);
      say(`${crowded.at(-1)!.toFixed(0)} pictures/s for ${people} people, ${alone.at(-1)!.toFixed(0)} alone`);
    }
    await bare.close();
    const { url } = scene.easel;
    const starts = await readMetric(url, 'easel_wait_seconds_count');
    const waited = await readMetric(url, 'easel_wait_seconds_sum');
    const off = await readMetric(url, 'easel_wait_error_seconds_sum');
    return {
      'crowd.pictures_per_s': median(crowded),
      'crowd.bare_pictures_per_s': median(alone),
      'crowd.vs_bare': median(crowded.map((speed, round) => speed / alone[round]!)),
      'forecast.mean_wait_s': waited / starts,
      'forecast.mean_error_s': off / starts,
      'forecast.relative_error': off / waited,
    };
  } finally {
    await scene.close();
  }
}

/** Pictures that everybody got together within so many seconds; those under way then are waited for. */
async function askFor(everyone: readonly Person[], seconds: number): Promise<number> {
  const until = performance.now() + 1000 * seconds;
  let painted = 0;
  const keepAsking = async (person: Person) => {
    while (performance.now() < until) {
      const answer = await person.ask('/generate fox count:4');
      if (answer.images.length === 0) throw new Error(`No pictures: ${answer.text}`);
      if (performance.now() < until) painted += answer.images.length;
      await wait(1);
    }
  };
  await Promise.all(everyone.map(keepAsking));
  return painted;
}
