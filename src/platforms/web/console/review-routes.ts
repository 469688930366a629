import { z } from 'zod';
import { decisionInWords } from '#chat/answers/audit-page.ts';
import { english } from '#lib/i18n.ts';
import { sendPng } from '../pictures/send-picture.ts';
import { readId, readJson, written } from '../serving/requests.ts';
import { type ConsoleParts, type Door, pageOf, viewPictures } from './door.ts';

const verdict = z.object({ decision: z.enum(['fine', 'delete', 'block']) });
const lesson = z.object({ decision: z.enum(['approved', 'declined']) });
const blocked = z.object({ key: written(100) });

/** The routes of what waits for an admin, and of what was decided: as `/reports`, `/teach queue`, `/unblock`, `/audit`. */
export function addReviewRoutes(door: Door, parts: ConsoleParts): void {
  const { moderation, gallery, lessons, studio, keeper } = parts;

  door.read('/reports', async ({ caller }, c) => {
    const reported = await moderation.reported(caller, pageOf(c));
    const pictures = await viewPictures(
      keeper,
      reported.map(({ picture }) => picture),
    );
    return reported.map((report, index) => ({ ...report, picture: pictures[index]! }));
  });
  door.write('/reports/:id', async ({ caller }, c) => {
    const { decision } = await readJson(c, verdict);
    const id = readId(c);
    if (decision === 'fine') await moderation.approve(caller, id);
    else if (decision === 'block') await moderation.blockMaker(caller, id);
    else await gallery.remove(caller, [id]);
  });

  door.read('/lessons', async ({ caller }, c) =>
    (await lessons.queue(caller, pageOf(c))).map(({ png: _, state: _state, ...shown }) => {
      return { ...shown, url: `/api/console/lessons/${shown.id}/picture?workspace=${caller.workspaceId}` };
    }),
  );
  door.read('/lessons/:id/picture', async ({ caller }, c) =>
    sendPng(c, (await lessons.look(caller, readId(c))).png, 'private, no-store'),
  );
  door.write('/lessons/:id', async ({ caller }, c) => {
    const { decision } = await readJson(c, lesson);
    await lessons.decide(caller, readId(c), decision);
  });

  door.write('/unblock', async ({ caller, person }, c) => {
    const { key } = await readJson(c, blocked);
    const user = { externalId: person.id, name: person.name };
    const origin = { platform: 'web', workspace: 'web', channel: 'console', user, operator: true } as const;
    await moderation.unblock(caller, origin, key);
  });

  door.read('/audit', async ({ caller }, c) =>
    (await moderation.audit(caller, pageOf(c))).map(({ at, who, ...event }) => {
      return { at, who, words: decisionInWords({ ...event, who: '' }, english).trim() };
    }),
  );

  door.write('/jobs/:id/cancel', async ({ caller }, c) => ({ count: await studio.cancel(caller, readId(c)) }));
}
