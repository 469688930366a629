import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { requestBytes } from '../serving/limits.ts';
import { readJson, readQuery } from '../serving/requests.ts';
import { type ConsoleParts, type Door, pageOf, viewPictures } from './door.ts';
import { addLiveRoute, readNow } from './live.ts';
import { addModelRoutes } from './model-routes.ts';
import { addReviewRoutes } from './review-routes.ts';
import { addSettingRoutes } from './setting-routes.ts';
import type { ConsoleView, MembersView, TastePageView } from './views.ts';

const daysShown = z.object({ days: z.coerce.number().int().min(7).max(366).default(30) });
/** The routes of the console. */
export function addConsoleRoutes(app: Hono, parts: ConsoleParts): void {
  const { access, console, settings, moderation, keeper, limitBody } = parts;
  const small = limitBody(requestBytes);
  const answered = (c: Context, result: unknown) => (result instanceof Response ? result : c.json(result ?? {}));
  const door: Door = {
    read: (path, answer) =>
      void app.get(`/api/console${path}`, async (c) => answered(c, await answer(await access.visitor(c), c))),
    write: (path, act) =>
      void app.post(`/api/console${path}`, small, async (c) => answered(c, await act(await access.visitor(c), c))),
  };

  app.post('/api/console/enter', small, async (c) => {
    const { key } = await readJson(c, z.object({ key: z.string().max(100) }));
    await access.enter(c, key);
    return c.json({});
  });

  door.read('', async ({ caller, operator }, c): Promise<ConsoleView> => {
    const { days } = readQuery(c, daysShown);
    const own = { id: caller.workspaceId, platform: '', externalId: '' };
    const [workspaces, totals, byDay, now] = await Promise.all([
      operator ? console.workspaces() : [own],
      console.totals(caller),
      console.days(caller, days),
      readNow(parts, caller),
    ]);
    return { workspaces, workspace: caller.workspaceId, operator, totals, days: byDay, now };
  });

  door.read('/people', async ({ caller }, c) => {
    const [members, states, blocked] = await Promise.all([
      console.members(caller, pageOf(c)),
      settings.list(caller),
      moderation.blocked(caller),
    ]);
    const daily = states.find(({ key }) => key === 'daily')?.value;
    return { members, daily, blocked } satisfies Record<keyof MembersView, unknown>;
  });
  door.write('/people/:id/block', async ({ caller }, c) => {
    await moderation.blockMember(caller, c.req.param('id') ?? '');
  });

  door.read('/taste', async ({ caller }): Promise<TastePageView> => {
    const { liked, disliked, ...taste } = await console.taste(caller);
    const [best, worst] = [await viewPictures(keeper, liked), await viewPictures(keeper, disliked)];
    return { ...taste, liked: best, disliked: worst };
  });

  addModelRoutes(door, parts);
  addReviewRoutes(door, parts);
  addSettingRoutes(door, parts);
  addLiveRoute(door, parts);
}
