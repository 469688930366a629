import { createRandom } from '#lib/random.ts';
import { residentMegabytes } from '../bench/service.ts';
import { createHabits } from './habits.ts';
import { type Figures, openScene, type Say } from './scene.ts';

const people = 60;
const atOnce = 8;
const requests = 100_000;
const settledMs = 5 * 60_000;
const reportEvery = 10_000;

/**
 * Eight hours of a lively server in as short a time as it takes: many small requests one after the other, most of them
 * reading and votes, one in fifty paints. What its memory is in the end beside that after five minutes.
 */
export async function loadLong(say: Say): Promise<Figures> {
  const scene = await openScene();
  try {
    const habits = createHabits(await scene.people(people), createRandom(2));
    await habits.paintBoards(4);
    const { pid } = scene.easel.process;
    const started = performance.now();
    let [done, errors, settled] = [0, 0, 0];
    const live = async () => {
      while (done < requests) {
        done++;
        await habits.act().catch((error) => {
          errors++;
          if (errors < 10) say(String(error));
        });
        if (settled === 0 && performance.now() - started > settledMs) settled = residentMegabytes(pid!);
        if (done % reportEvery === 0) say(`${done} requests, ${residentMegabytes(pid!).toFixed(0)} MB`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, live));
    const ended = residentMegabytes(pid!);
    return {
      'long.requests': done,
      'long.errors': errors,
      'long.seconds': (performance.now() - started) / 1000,
      'long.settled_mb': settled,
      'long.end_mb': ended,
      'long.growth': ended / settled - 1,
    };
  } finally {
    await scene.close();
  }
}
