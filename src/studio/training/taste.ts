import type { Database } from '#db/database.ts';
import type { Signs } from '#db/signs.ts';
import type { Clock } from '#lib/clock.ts';
import { createRandom } from '#lib/random.ts';
import { measureStandard } from '#training/evaluation/features.ts';
import { describeSights, type Frame, type Sight } from '#training/taste/features.ts';
import { type Evidence, fitTaste, isConvincing, type Taste } from '#training/taste/fit.ts';
import { lookNames } from '#training/taste/looks.ts';
import { pickByTaste } from '#training/taste/pick.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';

/** How many pictures are painted to pick from. */
export const candidates = 16;
/** With fewer signs nothing is picked by them. */
export const signsNeeded = 20;
/** The newest votes, favourites and interests that a taste is fitted to. */
const signsAtMost = 1000;
/** A taste is fitted anew once the signs are more or fewer by this share, or have changed and it is so old. */
const change = 0.1;
const oldMs = 5 * 60_000;
/** How long what other workspaces like is taken to be the same. */
const elsewhereMs = 60 * 60_000;
/** How much of it a workspace is believed to share before its own people say so. */
const shared = 0.5;
/** A stream of random numbers of its own, apart from those that pictures are planned with. */
const pickingStream = 0x7a57e;

/** What workspaces like, learnt from their people's signs. */
export interface Tastes {
  /** Nothing where too little was said, or what was said foretells nothing. */
  of(workspaceId: string, checkpoint: OpenCheckpoint): Promise<Taste | undefined>;
}

interface Known {
  checkpointId: string;
  count: number;
  version: string;
  at: number;
  taste: Promise<Taste | undefined>;
}

export function createTastes({ db, clock }: { db: Pick<Database, 'signs'>; clock: Clock }): Tastes {
  const known = new Map<string, Known>();
  const elsewhere = new Map<string, { at: number; mean: Promise<Float64Array | undefined> }>();

  /** What people of other workspaces like on the whole; nothing while they said little. */
  async function fitElsewhere(workspaceId: string, checkpoint: OpenCheckpoint, own: Evidence) {
    const evidence = toEvidence(
      await db.signs.findSigns({ workspaceId, elsewhere: true, limit: signsAtMost }),
      checkpoint,
    );
    if (evidence.signs.length < signsNeeded) return undefined;
    const taste = await fitTaste(evidence, { standard: measureStandard(own.features) });
    return isConvincing(taste) ? taste.posterior.mean.map((value) => shared * value) : undefined;
  }

  async function learn(workspaceId: string, checkpoint: OpenCheckpoint): Promise<Taste | undefined> {
    const evidence = toEvidence(await db.signs.findSigns({ workspaceId, limit: signsAtMost }), checkpoint);
    if (evidence.signs.length < signsNeeded) return undefined;
    const key = `${workspaceId} ${checkpoint.id}`;
    const now = clock.now().getTime();
    const before = elsewhere.get(key);
    const others =
      before && now - before.at < elsewhereMs
        ? before
        : { at: now, mean: fitElsewhere(workspaceId, checkpoint, evidence) };
    elsewhere.set(key, others);
    return fitTaste(evidence, { before: await others.mean });
  }

  return {
    async of(workspaceId, checkpoint) {
      const { count, version } = await db.signs.versionOfSigns(workspaceId);
      if (count < signsNeeded) return undefined;
      const at = clock.now().getTime();
      const last = known.get(workspaceId);
      const same = last && last.checkpointId === checkpoint.id && isFresh(last, { count, version, at });
      const current = same
        ? last
        : { checkpointId: checkpoint.id, count, version, at, taste: learn(workspaceId, checkpoint) };
      known.set(workspaceId, current);
      current.taste.catch(() => known.delete(workspaceId));
      const taste = await current.taste;
      return taste && isConvincing(taste) ? taste : undefined;
    },
  };
}

function isFresh(last: Known, { count, version, at }: Pick<Known, 'count' | 'version' | 'at'>): boolean {
  if (last.version === version) return true;
  return Math.abs(count - last.count) < change * last.count && at - last.at < oldMs;
}

/** Which of the candidates to show, `count` of them, in the order painted; the same seed picks the same. */
export function pickCandidates(
  taste: Taste,
  sights: readonly Sight[],
  checkpoint: OpenCheckpoint,
  { count, seed }: { count: number; seed: number },
): number[] {
  const described = describeSights(sights, frameOf(checkpoint));
  return pickByTaste(taste, described, count, createRandom(seed, pickingStream));
}

const frameOf = ({ latent }: OpenCheckpoint): Frame => ({ axes: latent.axes, styles: latent.styles });

/** Signs on pictures whose looks were measured as they are now; other checkpoints' codes say nothing here. */
function toEvidence({ signs, images, days }: Signs, checkpoint: OpenCheckpoint): Evidence {
  const seen = images.filter(({ look }) => look.length === lookNames.length);
  const places = new Map(seen.map(({ id }, place) => [id, place]));
  const usable = signs.filter(({ imageId }) => places.has(imageId));
  const byPerson = Map.groupBy(usable, ({ personId }) => personId);
  const grids = Map.groupBy(seen.keys(), (place) => seen[place]!.generationId);
  const sights = seen.map(({ look, style, code, checkpointId }) => {
    return { look, style, code: checkpointId === checkpoint.id ? code : undefined };
  });
  return {
    features: describeSights(sights, frameOf(checkpoint)),
    grids: [...grids.values()],
    signs: usable.map(({ personId, imageId, kind }) => ({ person: personId, picture: places.get(imageId)!, kind })),
    voters: [...byPerson].map(([id, own]) => ({ id, signs: own.length, days: days.get(id) ?? 1 })),
  };
}
