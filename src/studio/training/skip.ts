import { z } from 'zod';
import type { Database } from '#db/database.ts';
import type { TrainingOutcome } from '../api.ts';
import type { TrainingOrder } from './order.ts';

/** New votes, favourites and interests that a night's training takes. */
const votesNeeded = 20;

export type Sources = TrainingOutcome['sources'];
const count = z.number().catch(0);
const sourcesSchema = z.object({ votes: count, people: count, favorites: count, given: count });

/** Why there is nothing to learn tonight, if so. */
export async function reasonToSkip(
  db: Pick<Database, 'trainingRuns'>,
  workspaceId: string,
  { taste, favorites }: TrainingOrder,
  now: Sources,
): Promise<string | undefined> {
  if (!taste && favorites.length === 0) return 'too little is known of what people like';
  const [last] = await db.trainingRuns.listTrainingRuns(workspaceId, 1, ['done', 'rejected']);
  if (!last) return undefined;
  const before = sourcesSchema.parse(last.metrics);
  const fresh = now.votes - before.votes;
  if (fresh >= votesNeeded || now.given > before.given) return undefined;
  return `${Math.max(0, fresh)} of the ${votesNeeded} new votes that it takes were given since the last training`;
}
