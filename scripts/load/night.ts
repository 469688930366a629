import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../bench/measure.ts';
import { timeAsks } from './flood.ts';
import { openPerson } from './person.ts';
import { type Figures, openScene, type Say } from './scene.ts';

const asks = 60;
const minutes = 4;
/** Until the run has read what it needs and trains. */
const preparingMs = 30_000;

/** How long one person waits for four pictures while a training runs, as it does by night, and without. */
export async function loadNight(say: Say): Promise<Figures> {
  const adminToken = 'operator-of-a-load-test';
  const scene = await openScene({ EASEL_ADMIN_TOKEN: adminToken });
  const operator = await openPerson(scene.easel.url, 'operator', adminToken);
  try {
    const [person] = await scene.people(1);
    await timeAsks(person!, 3);
    const alone = await timeAsks(person!, asks);
    say(`p95 ${quantile(alone, 0.95).toFixed(0)} ms alone`);
    const order = randomUUID();
    await operator.send(`/retrain minutes:${minutes}`, order);
    await wait(preparingMs);
    const beside = await timeAsks(person!, asks);
    say(`p95 ${quantile(beside, 0.95).toFixed(0)} ms beside a training`);
    const answer = operator.answerTo(order);
    if (answer?.state !== 'running') throw new Error(`There was no training beside it: ${answer?.text}`);
    return {
      'night.alone_p95_ms': quantile(alone, 0.95),
      'night.training_p95_ms': quantile(beside, 0.95),
      'night.training_vs_alone': quantile(beside, 0.95) / quantile(alone, 0.95),
    };
  } finally {
    operator.close();
    await scene.close();
  }
}
