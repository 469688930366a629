/** What one job asks of the studio, and for whom. */
export interface Demand {
  userId: string;
  workspaceId: string;
  /** Pictures to paint. */
  cost: number;
  /** What came with it and is kept in memory until it is done, in bytes. */
  bytes?: number;
}

/** A demand with its place in the line: the lowest tag goes first. */
export interface Tagged extends Demand {
  tag: number;
}

/** Pictures being painted at once: two full batches, one on the device and one on its way. */
const room = 32;
/** A longer job paints so many pictures, then lets others go before it paints on. */
export const pieceAtMost = 8;
/** From here on a job is long. Long jobs take half of the room at most, so that a grid always finds some. */
export const longFrom = 17;

const isLong = ({ cost }: Demand): boolean => cost >= longFrom;
const space = ({ cost }: Demand): number => Math.min(cost, pieceAtMost);
const spaceOf = (demands: readonly Demand[]): number => demands.reduce((sum, demand) => sum + space(demand), 0);

/** A person's short jobs, and their long ones: each takes its turn among its own. */
const sameFlow = (one: Demand, other: Demand): boolean => one.userId === other.userId && isLong(one) === isLong(other);

/**
 * The tag of a new job: Self-Clocked Fair Queueing (Golestani, "A self-clocked fair queueing scheme for broadband
 * applications", INFOCOM 1994). Time runs in pictures and is read off the job that started last (`clock` is its tag, 0
 * where none runs). A job ends when its person's earlier ones have ended and its own pictures are painted at the
 * person's share: that of the workspace, divided by the people in it who want something. So small jobs go before
 * large ones, nobody waits for somebody else's heap, and a crowded workspace weighs no more than a quiet one.
 */
export function tagOf(demand: Demand, unfinished: readonly Tagged[], clock: number): number {
  const earlier = unfinished.filter((other) => sameFlow(other, demand)).map(({ tag }) => tag);
  const neighbours = unfinished.filter(({ workspaceId }) => workspaceId === demand.workspaceId);
  const people = new Set([demand.userId, ...neighbours.map(({ userId }) => userId)]);
  return Math.max(clock, ...earlier) + demand.cost * people.size;
}

/**
 * Which of those waiting, lowest tag first, starts beside those that run; undefined where none may. Of a person's short
 * jobs one runs at a time, and of their long ones.
 */
export function nextToStart<Job extends Demand>(waiting: readonly Job[], running: readonly Demand[]): Job | undefined {
  const long = spaceOf(running.filter(isLong));
  const next = waiting.find(
    (job) => !(isLong(job) && long + space(job) > room / 2) && !running.some((other) => sameFlow(other, job)),
  );
  return next && spaceOf(running) + space(next) <= room ? next : undefined;
}
