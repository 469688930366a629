import { bytesToCode } from '../codes.ts';
import type { Store } from '../store.ts';
import { type ImageFilter, whereOf } from './filter.ts';
import { orders } from './lists.ts';
import { type ImageDetails, include, toDetails } from './rows.ts';

/** What a picture's file says of how it was painted. */
export interface Painted {
  checkpointId: string;
  style: string;
  seed: number;
}

/** By which a picture is found that somebody has nothing of but its file. */
export const traceQueries = ({ client }: Store) => ({
  /** The newest pictures that were painted like this. */
  async findPaintedLike(
    { checkpointId, style, seed, ...filter }: Painted & ImageFilter,
    limit: number,
  ): Promise<ImageDetails[]> {
    const where = { ...whereOf(filter), checkpointId, style, generation: { seed } };
    return (await client.image.findMany({ where, include, orderBy: orders.new, take: limit })).map(toDetails);
  },

  /** How the newest pictures look, of those where that was measured. */
  async listLooks(filter: ImageFilter, limit: number): Promise<{ id: string; look: Float32Array }[]> {
    const where = { ...whereOf(filter), look: { not: null } };
    const select = { id: true, look: true };
    const rows = await client.image.findMany({ where, select, orderBy: orders.new, take: limit });
    return rows.map(({ id, look }) => ({ id, look: bytesToCode(look!) }));
  },
});
