import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '#lib/random.ts';
import { quantile, time } from '../bench/measure.ts';
import { createHabits } from './habits.ts';
import { openOnlooker, openPerson } from './person.ts';
import { type Figures, openScene, readMetric, type Say } from './scene.ts';

const onlookers = 2000;
const openAtOnce = 20;
const people = 40;
const requestsPerSecond = 20;
const seconds = 30;

/** A full room: most people only have the page open, some do something now and then, and everybody sees it. */
export async function loadConnected(say: Say): Promise<Figures> {
  const scene = await openScene();
  const { url } = scene.easel;
  try {
    const active = await scene.people(people);
    const habits = createHabits(active, createRandom(1));
    await habits.paintBoards(4);
    const { revision } = JSON.parse((await active[0]!.load('/api/messages')).toString()) as { revision: number };
    const there = [];
    while (there.length < onlookers) {
      const coming = Array.from({ length: openAtOnce }, () => openOnlooker(url, revision));
      there.push(...(await Promise.all(coming)));
    }
    say(`${onlookers} people look on`);
    await wait(3000);
    await readMetric(url, 'up');

    const times: number[] = [];
    let errors = 0;
    const act = async () => {
      const taken = await time(habits.act).catch((error) => {
        errors++;
        say(String(error));
      });
      if (taken !== undefined) times.push(taken);
    };
    const acts: Promise<void>[] = [];
    const started = performance.now();
    for (let done = 0; done < requestsPerSecond * seconds; done++) {
      await wait(Math.max(0, started + (1000 * done) / requestsPerSecond - performance.now()));
      acts.push(act());
    }
    await Promise.all(acts);
    const p99 = await readMetric(url, 'nodejs_eventloop_lag_p99_seconds');
    const heard = there.map((onlooker) => onlooker.heard());
    const gone = heard.filter(({ open }) => !open).length;
    for (const onlooker of there) onlooker.close();
    const newcomer = await openPerson(url, 'late');
    newcomer.close();
    return {
      'connected.people': onlookers + people,
      'connected.requests': times.length + errors,
      'connected.errors': errors + gone,
      'connected.request_p95_ms': quantile(times, 0.95),
      'connected.loop_p99_ms': 1000 * p99,
      'connected.heard_mb_per_s':
        heard.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20 / ((performance.now() - started) / 1000),
    };
  } finally {
    await scene.close();
  }
}
