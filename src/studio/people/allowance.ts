import type { Database } from '#db/database.ts';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { startOfDay } from '#lib/zone.ts';
import type { Caller, WorkspaceSettings } from '../api.ts';
import { joinNotes } from '../planning/notes.ts';
import type { Recipe } from '../planning/recipe.ts';
import { readSettings } from '../settings.ts';

export interface Allowance {
  settings: WorkspaceSettings;
  /** How many pictures this person may paint before the day ends. */
  left: number;
}

/** What a workspace's settings leave a person. Throws `rate_limited` where that is nothing before tomorrow. */
export function createAllowance(db: Pick<Database, 'images' | 'settings'>, clock: Clock) {
  return async ({ workspaceId, userId }: Caller): Promise<Allowance> => {
    const settings = await readSettings(db, workspaceId);
    const { daily, zone } = settings;
    if (daily === undefined) return { settings, left: Number.POSITIVE_INFINITY };
    const painted = await db.images.countImagesSince(workspaceId, userId, startOfDay(clock.now(), zone));
    if (painted < daily) return { settings, left: daily - painted };
    throw new AppError('rate_limited', message('limit.daily', { count: painted, zone }));
  };
}

/** The recipe with as many pictures as are allowed, and a word on those left out. */
export function withinLimits(recipe: Recipe, perRequest: number, left: number): Recipe {
  const allowed = Math.min(perRequest, left);
  if (recipe.plans.length <= allowed) return recipe;
  const reason =
    left < perRequest ? message('limit.left', { count: left }) : message('limit.request', { count: perRequest });
  const note = joinNotes(recipe.note, reason);
  return { ...recipe, note, plans: recipe.plans.slice(0, allowed) };
}
