import type { Prisma } from '../generated/client.ts';

/** Which pictures of a workspace are meant; all that the viewer may see where nothing else is said. */
export interface ImageFilter {
  workspaceId: string;
  /** Who looks: what somebody keeps for themselves is for them alone. */
  viewer?: string;
  /** The person who asked for them. */
  author?: string;
  since?: Date;
  /** Without those that are withheld because people reported them. */
  unhidden?: boolean;
  /** All of these words are to be among those of the picture, in part at least. */
  words?: readonly string[];
}

/** Pictures that a person may see. */
export function visibleTo(viewer: string | undefined): Prisma.ImageWhereInput {
  return viewer === undefined
    ? { private: false }
    : { OR: [{ private: false }, { generation: { user: { personId: viewer } } }] };
}

export function whereOf(filter: ImageFilter): Prisma.ImageWhereInput {
  const { workspaceId, viewer, author, since, unhidden, words = [] } = filter;
  return {
    workspaceId,
    ...(unhidden && { hidden: false }),
    ...(since && { createdAt: { gte: since } }),
    AND: [
      visibleTo(viewer),
      ...(author === undefined ? [] : [{ generation: { user: { personId: author } } }]),
      ...words.map(showing),
    ],
  };
}

function showing(word: string): Prisma.ImageWhereInput {
  const contains = { contains: escapePattern(word), mode: 'insensitive' } as const;
  return { OR: [{ alt: contains }, { generation: { OR: [{ subject: contains }, { prompt: contains }] } }] };
}

/** Prisma hands text to LIKE as it stands. */
export function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
