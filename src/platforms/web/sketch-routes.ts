import type { Hono } from 'hono';
import { z } from 'zod';
import { createTurns } from '#lib/turns.ts';
import type { Origin, People, Sketching } from '#studio/api.ts';
import type { LimitBody } from './serving/bodies.ts';
import type { Haste } from './serving/haste.ts';
import type { Identity, Person } from './serving/identity.ts';
import { drawingBytes } from './serving/limits.ts';
import { knownPerson, readQuery, written } from './serving/requests.ts';

/** The services behind the drawing board. */
export interface SketchServices {
  sketching: Sketching;
  people: People;
}

interface SketchRouteParts extends SketchServices {
  identity: Identity;
  haste: Haste;
  limitBody: LimitBody;
  originOf: (person: Person) => Origin;
}

/** What a drawing becomes while it is drawn: straight RGBA of 128 × 128 in, a PNG out. */
export function addSketchRoutes(app: Hono, parts: SketchRouteParts): void {
  const { sketching, people, identity, haste, limitBody, originOf } = parts;
  /** Of each person one drawing is looked at at a time, of all two. */
  const turns = createTurns(2);

  app.post('/api/sketch', limitBody(drawingBytes), async (c) => {
    const person = await knownPerson(identity, c);
    haste.sketch(person.id);
    const caller = await people.recognize(originOf(person));
    const { style } = readQuery(c, z.object({ style: written(100).optional() }));
    const drawing = new Uint8Array(await c.req.arrayBuffer());
    const png = await turns.take(person.id, () => sketching.glimpse(caller, drawing, style || undefined));
    c.header('content-type', 'image/png');
    return c.body(new Uint8Array(png));
  });
}
