import type { Database } from '#db/database.ts';
import type { Clock } from '#lib/clock.ts';
import { startOfDay } from '#lib/zone.ts';
import type { Caller, Console, DayOfVotes } from '../api.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';
import { readSettings } from '../settings.ts';
import { readCurves } from '../training/curves.ts';
import { readMetrics } from '../training/report.ts';
import { type ConsoleAddress, createInvitations, requireAdmin } from './invitations.ts';
import { listLineage } from './lineage.ts';
import { drawPortrait, type PortraitParts } from './portrait.ts';

export interface ConsoleParts extends Omit<PortraitParts, 'db' | 'checkpoints'> {
  db: Pick<Database, 'statistics' | 'workspaces' | 'settings' | 'signs' | 'images' | 'checkpoints' | 'trainingRuns'>;
  checkpoints: CheckpointStore;
  address: ConsoleAddress;
  clock: Clock;
}

const workspacesAtMost = 200;
const membersPerPage = 20;
const trainingsPerPage = 15;
const dayMs = 24 * 60 * 60_000;

/** What the console shows beside what commands show. */
export function createConsole(parts: ConsoleParts): Console {
  const { db, checkpoints, address, clock } = parts;

  const zoneOf = async (workspaceId: string) => (await readSettings(db, workspaceId)).zone;
  const today = async ({ workspaceId }: Caller) => startOfDay(clock.now(), await zoneOf(workspaceId));
  const guarded =
    <Rest extends unknown[], Result>(act: (caller: Caller, ...rest: Rest) => Promise<Result>) =>
    async (caller: Caller, ...rest: Rest): Promise<Result> => {
      requireAdmin(caller);
      return act(caller, ...rest);
    };

  return {
    ...createInvitations(address, clock),
    workspaces: () => db.statistics.listWorkspaces(workspacesAtMost),
    knows: async (workspaceId) => (await db.workspaces.findWorkspace(workspaceId)) !== undefined,
    totals: guarded(async (caller) => {
      const { workspaceId } = caller;
      const [totals, waiting] = await Promise.all([
        db.statistics.countAll(workspaceId, await today(caller)),
        db.statistics.countWaiting(workspaceId),
      ]);
      return { ...totals, ...waiting };
    }),
    days: guarded(async ({ workspaceId }, count) => {
      const zone = await zoneOf(workspaceId);
      const days = lastDays(clock.now(), zone, count);
      const since = startOfDay(new Date(clock.now().getTime() - (count - 1) * dayMs), zone);
      const counted = new Map((await db.statistics.countByDay(workspaceId, since, zone)).map((row) => [row.day, row]));
      return days.map((day): DayOfVotes => counted.get(day) ?? { day, up: 0, down: 0, favorites: 0, pictures: 0 });
    }),
    members: guarded(async (caller, page) => {
      const range = { page, perPage: membersPerPage };
      const rows = await db.statistics.listMembers(caller.workspaceId, await today(caller), range);
      return rows.map(({ personId: id, ...counts }) => ({ id, ...counts }));
    }),
    taste: guarded((caller) => drawPortrait(caller, parts)),
    lineage: guarded((caller, page) => listLineage(caller, page, db, checkpoints)),
    trainings: guarded(async ({ workspaceId }, page) => {
      const runs = await db.trainingRuns.listTrainingPage(workspaceId, { page, perPage: trainingsPerPage });
      return runs.map((run) => {
        const { id, createdAt: at, updatedAt: until, state, by, steps, minutes, metrics } = run;
        return {
          ...{ id, at, until, state, by, steps, minutes },
          parent: checkpoints.nameOf(run.parentCheckpointId),
          model: run.checkpointId && checkpoints.nameOf(run.checkpointId),
          ...readMetrics(run),
          curves: readCurves(metrics),
        };
      });
    }),
  };
}

/** The names of the last days in a time zone, the oldest first. */
function lastDays(now: Date, zone: string, count: number): string[] {
  const nameOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  const noon = startOfDay(now, zone).getTime() + dayMs / 2;
  return Array.from({ length: count }, (_, index) => nameOf.format(new Date(noon - (count - 1 - index) * dayMs)));
}
