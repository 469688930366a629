import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { GalleryPicture, Services } from '#studio/api.ts';
import { fileUrl } from '../channel/chat-views.ts';
import type { Keeper } from '../pictures/keeper.ts';
import type { LimitBody } from '../serving/bodies.ts';
import { requestBytes } from '../serving/limits.ts';
import { readJson, readQuery } from '../serving/requests.ts';
import type { Access, Visitor } from './access.ts';
import { addLiveRoute, readNow } from './live.ts';
import { addModelRoutes } from './model-routes.ts';
import { addReviewRoutes } from './review-routes.ts';
import { addSettingRoutes } from './setting-routes.ts';
import type { ConsoleView, MembersView, PictureView, TastePageView } from './views.ts';

/** Backups of the whole installation, for its operator. */
export interface Backups {
  /** Those that are kept, the newest first. */
  list(): Promise<{ name: string; at: Date; bytes: number }[]>;
  /** Makes one now, and returns its name. Throws `busy` while one is being made. */
  make(): Promise<string>;
}

/** The services behind the console. */
export interface ConsoleServices extends Services {
  backups?: Backups;
}

export interface ConsoleParts extends ConsoleServices {
  access: Access;
  keeper: Keeper;
  limitBody: LimitBody;
  /** Ends the live streams. */
  closing: AbortSignal;
  heartbeatMs: number;
}

/** How routes of the console are added: none is answered but for who may be in it. */
export interface Door {
  /** Answers `GET /api/console<path>` with the JSON of what `answer` gives, or with its response. */
  read(path: string, answer: (visitor: Visitor, c: Context) => Promise<object>): void;
  /** Answers `POST /api/console<path>`. */
  write(path: string, act: (visitor: Visitor, c: Context) => Promise<unknown>): void;
}

const daysShown = z.object({ days: z.coerce.number().int().min(7).max(366).default(30) });
const paged = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** The page that a request asks for, from 1. Throws `bad_option`. */
export const pageOf = (c: Context): number => readQuery(c, paged).page;

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

/** Pictures as the console shows them, kept as files. */
export const viewPictures = (keeper: Keeper, pictures: readonly GalleryPicture[]): Promise<PictureView[]> =>
  Promise.all(
    pictures.map(async ({ id, png, alt, width, height, subject, author, counts: { up, down } }) => {
      return {
        id,
        url: fileUrl(await keeper.save(png, 'image/png', id)),
        alt,
        width,
        height,
        subject,
        author,
        up,
        down,
      };
    }),
  );
