import { setTimeout as wait } from 'node:timers/promises';
import { quantile, time } from '../bench/measure.ts';
import type { Person } from './person.ts';
import { type Figures, openScene, type Say } from './scene.ts';

const rounds = 3;
const asksPerRound = 10;
/** As much as Easel takes of one person at once. */
const heap = 10;

/** How long one person waits for four pictures while another one has as much in the line as they may, and without. */
export async function loadFlood(say: Say): Promise<Figures> {
  const scene = await openScene();
  try {
    const [light, ...heavy] = await scene.people(1 + rounds);
    await timeAsks(light!, 3);
    const [alone, flooded]: [number[], number[]] = [[], []];
    for (const flooder of heavy) {
      alone.push(...(await timeAsks(light!, asksPerRound)));
      const flooding = flood(flooder);
      await wait(3000);
      flooded.push(...(await timeAsks(light!, asksPerRound)));
      await flooding.stop();
      say(`p95 ${quantile(flooded, 0.95).toFixed(0)} ms flooded, ${quantile(alone, 0.95).toFixed(0)} ms alone`);
    }
    return {
      'light.alone_p95_ms': quantile(alone, 0.95),
      'light.flooded_p95_ms': quantile(flooded, 0.95),
      'light.flooded_vs_alone': quantile(flooded, 0.95) / quantile(alone, 0.95),
    };
  } finally {
    await scene.close();
  }
}

/** Milliseconds that each of so many requests takes, with a little pause between them. */
export async function timeAsks(person: Person, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let ask = 0; ask < times; ask++) {
    taken.push(await time(() => person.generate('/generate fox count:4')));
    await wait(250);
  }
  return taken;
}

/** Keeps a heap of large grids and animations in the line. */
function flood(person: Person): { stop(): Promise<void> } {
  let going = true;
  const keepAsking = async (_: unknown, place: number) => {
    while (going) await person.ask(place % 3 === 0 ? '/interpolate 🐸 🌵 frames:48' : '/generate cat count:9');
  };
  const asking = Promise.all(Array.from({ length: heap }, keepAsking));
  return {
    stop: async () => {
      going = false;
      await asking;
    },
  };
}
