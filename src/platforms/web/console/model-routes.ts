import { z } from 'zod';
import { sendPng } from '../pictures/send-picture.ts';
import { identifier, readId, readJson, readQuery } from '../serving/requests.ts';
import { type ConsoleParts, type Door, pageOf } from './door.ts';

/** A painted comparison may be kept by the browser of who saw it: models never change. */
const forADay = 'private, max-age=86400';
const pair = z.object({ one: identifier, other: identifier });
const duration = z.object({ minutes: z.number().int().min(1).max(480) });

/** The routes of models and trainings, which do what `/model` and `/retrain` do. */
export function addModelRoutes(door: Door, { console, models, trainer }: ConsoleParts): void {
  door.read('/models', ({ caller }, c) => console.lineage(caller, pageOf(c)));
  door.read('/models/:id/picture', async ({ caller }, c) =>
    sendPng(c, await models.picture(caller, readId(c)), forADay),
  );
  door.write('/models/:id/use', ({ caller }, c) => models.use(caller, readId(c)));
  door.write('/rollback', ({ caller }) => models.rollback(caller));
  door.read('/compare', async ({ caller }, c) => {
    const { one, other } = readQuery(c, pair);
    return sendPng(c, await models.compare(caller, one, other), forADay);
  });

  door.read('/trainings', async ({ caller }, c) => {
    const trainings = await console.trainings(caller, pageOf(c));
    const current = trainer.current(caller);
    return { trainings, curves: current?.mine ? current.curves : undefined };
  });
  door.write('/trainings', async ({ caller }, c) => {
    const { minutes } = await readJson(c, duration);
    const { id } = await trainer.start(caller, minutes);
    return { id };
  });
  door.write('/trainings/cancel', async ({ caller }) => ({ stopped: trainer.cancel(caller) }));
}
