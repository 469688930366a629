import type { Database } from '#db/database.ts';
import type { Clock } from '#lib/clock.ts';
import { readSettings } from '../settings.ts';

export interface RetentionParts {
  db: Pick<Database, 'removals' | 'settings' | 'workspaces'>;
  clock: Clock;
  /** Told when pictures are gone. */
  onRemoved(imageIds: readonly string[]): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
/** What somebody voted for, kept or saved stays so many times as long as what nobody did. */
export const markedTimes = 4;
/** How long what a workspace left is kept after Easel was taken out of it. */
const leftMs = 30 * dayMs;
/** Pictures of one transaction. */
const atATime = 500;

/** Deletes what workspaces do not want to be kept any longer, and what those left that are gone. */
export function createRetention({ db, clock, onRemoved }: RetentionParts) {
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);

  async function tidyWorkspace(workspaceId: string): Promise<void> {
    const { keep } = await readSettings(db, workspaceId);
    if (keep === undefined) return;
    const ages = { unmarkedBefore: ago(keep * dayMs), markedBefore: ago(markedTimes * keep * dayMs) };
    for (let full = true; full; ) {
      const removed = await db.removals.removeStale({ workspaceId, ...ages, limit: atATime });
      if (removed.length > 0) await onRemoved(removed);
      full = removed.length === atATime;
    }
  }

  return {
    /** Does what is due now. */
    async tick(): Promise<void> {
      for (const workspaceId of await db.settings.findWorkspacesWith('keep')) await tidyWorkspace(workspaceId);
      await db.workspaces.removeLeft(ago(leftMs));
    },
  };
}
