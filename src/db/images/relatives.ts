import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { fromJson, type Store } from '../store.ts';
import { visibleTo, whereOf } from './filter.ts';
import { type ImageRelative, type ImageSibling, relative, toCounts, toRelative } from './rows.ts';

/** Beyond so many ancestors or children a history says nothing more. */
const relativesLimit = 50;

/** What a picture came with, came from and became. */
export function relativeQueries({ client }: Store) {
  return {
    /**
     * All pictures of the generation that a picture belongs to, in the order shown. Throws `not_found` for a picture that
     * is not of this workspace, or not for this viewer.
     */
    async listSiblings(id: string, workspaceId: string, viewer?: string): Promise<ImageSibling[]> {
      const rows = await client.image.findMany({
        where: { generation: { images: { some: { id } } }, ...whereOf({ workspaceId, viewer }) },
        select: {
          ...{ id: true, number: true, up: true, down: true, hearts: true },
          generation: { select: { options: true } },
        },
        orderBy: { number: 'asc' },
      });
      if (rows.length === 0) throw imageNotFound(id);
      return rows.map(({ id: sibling, number, generation, ...row }) => {
        const { language } = fromJson(generation.options);
        return { id: sibling, number, counts: toCounts(row), ...(typeof language === 'string' && { language }) };
      });
    },

    /** What a picture came from, nearest first; each once, at most 50. */
    async listAncestors(id: string, viewer?: string): Promise<ImageRelative[]> {
      const seen = new Set([id]);
      const ancestors: ImageRelative[] = [];
      let generation = [id];
      while (generation.length > 0 && ancestors.length < relativesLimit) {
        const links = await client.imageParent.findMany({
          where: { childId: { in: generation }, parent: visibleTo(viewer) },
          include: { parent: { select: relative } },
          orderBy: [{ childId: 'asc' }, { position: 'asc' }],
        });
        const parents = new Map(links.map(({ parent }) => [parent.id, parent]));
        generation = [...parents.keys()].filter((parentId) => !seen.has(parentId));
        for (const parentId of generation) {
          seen.add(parentId);
          ancestors.push(toRelative(parents.get(parentId)!));
        }
      }
      return ancestors.slice(0, relativesLimit);
    },

    /** What was made from a picture, newest first, at most 50. */
    async listChildren(id: string, viewer?: string): Promise<ImageRelative[]> {
      const links = await client.imageParent.findMany({
        where: { parentId: id, child: visibleTo(viewer) },
        include: { child: { select: relative } },
        orderBy: [{ child: { createdAt: 'desc' } }, { child: { number: 'asc' } }],
        take: relativesLimit,
      });
      return links.map(({ child }) => toRelative(child));
    },
  };
}

export function imageNotFound(id: string): AppError {
  return new AppError('not_found', message('error.no-picture', { id }));
}
