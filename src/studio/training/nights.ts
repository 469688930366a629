import type { Database } from '#db/database.ts';
import type { TrainingRun } from '#db/training-runs.ts';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { lastTimeOfDay } from '#lib/zone.ts';
import type { TrainingOutcome } from '../api.ts';
import { readSettings } from '../settings.ts';
import { fellBeyondDoubt } from './fall.ts';
import type { TrainerService } from './trainer.ts';

/** What a community is told of its own accord. */
export type NightNews =
  | { kind: 'trained'; outcome: TrainingOutcome }
  /** Shares of votes that were for pictures of the two models. */
  | { kind: 'rolled back'; from: string; to: string; before: number; after: number };

export interface NightParts {
  db: Pick<Database, 'settings' | 'trainingRuns' | 'activeCheckpoints' | 'signs'>;
  trainer: Pick<TrainerService, 'begin'>;
  /** Tells the workspace's people, in the channel that they chose. */
  announce(workspaceId: string, channel: string, news: NightNews): Promise<void>;
  /** What people call a checkpoint, by its id. */
  nameOf(checkpointId: string): string;
  clock: Clock;
  log: Log;
}

/** How long one run may take, from reading to judging. */
const minutes = 10;
const dayMs = 24 * 60 * 60_000;
/** What people voted before a model was changed counts for so many days. */
const daysBefore = 30;

/** What happens by itself: trainings when they are due, and the way back from a model that people like less. */
export interface Nights {
  /**
   * To be called every minute. Starts the run of a workspace whose hour has come since it was last done: also one that was
   * missed while Easel was off, or cut off; begins one at a time.
   */
  tick(): Promise<void>;
}

export function createNights({ db, trainer, announce, nameOf, clock, log }: NightParts): Nights {
  async function tell(workspaceId: string, news: NightNews): Promise<void> {
    const { news: channel } = await readSettings(db, workspaceId);
    if (!channel) return;
    await announce(workspaceId, channel, news).catch((error) => log.warn({ err: error, workspaceId }, 'no news'));
  }

  async function trainWhereDue(workspaceId: string): Promise<void> {
    const { nightly, zone } = await readSettings(db, workspaceId);
    if (!nightly) return;
    const due = lastTimeOfDay(clock.now(), nightly, zone);
    const decided = await db.settings.lastChangeOf(workspaceId, ['nightly', 'zone']);
    if (decided && decided > due) return;
    const ticket = await trainer.begin({ workspaceId, minutes, due });
    ticket?.done.then(
      (outcome) => tell(workspaceId, { kind: 'trained', outcome }),
      (error) => log.warn({ err: error, workspaceId }, 'the nightly training came to nothing'),
    );
  }

  /** Goes back where people voted less for what a new model painted in its first day than for what the old one did. */
  async function goBackWhereWorse({ workspaceId, checkpointId, parentCheckpointId, updatedAt }: TrainingRun) {
    const day = { from: updatedAt, to: new Date(+updatedAt + dayMs) };
    if (clock.now() < day.to || !checkpointId) return;
    if ((await db.activeCheckpoints.findActiveCheckpoint(workspaceId)) !== checkpointId) return;
    const earlier = { from: new Date(+updatedAt - daysBefore * dayMs), to: updatedAt };
    const before = await db.signs.countVotes({ workspaceId, checkpointId: parentCheckpointId }, earlier);
    const after = await db.signs.countVotes({ workspaceId, checkpointId }, day);
    if (!fellBeyondDoubt(before, after)) return;
    await db.activeCheckpoints.rollbackCheckpoint({ workspaceId });
    const share = ({ up, down }: typeof before) => up / (up + down);
    const names = { from: nameOf(checkpointId), to: nameOf(parentCheckpointId) };
    await tell(workspaceId, { kind: 'rolled back', ...names, before: share(before), after: share(after) });
  }

  return {
    async tick() {
      const since = new Date(+clock.now() - 2 * dayMs);
      for (const run of await db.trainingRuns.listPromotions(since)) await goBackWhereWorse(run);
      for (const workspaceId of await db.settings.findWorkspacesWith('nightly')) {
        await trainWhereDue(workspaceId).catch((error) => {
          if (!(error instanceof AppError && error.code === 'busy'))
            log.error({ err: error, workspaceId }, 'no training');
        });
      }
    },
  };
}
