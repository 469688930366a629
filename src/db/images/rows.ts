import { bytesToCode } from '../codes.ts';
import type { Prisma } from '../generated/client.ts';
import { type Generation, type GenerationKind, toGeneration } from '../generations.ts';
import { fromJson, type JsonObject } from '../store.ts';

/** All that is needed to render a picture again, and to name it. */
export interface StoredImage {
  id: string;
  generationId: string;
  /** Its place in the grid, from 1. */
  number: number;
  code: Float32Array;
  style: string;
  checkpointId: string;
  alt: string;
  /** What it shows, as the studio wrote it, where that is known. */
  scene?: JsonObject;
  createdAt: Date;
}

export interface ImageCounts {
  up: number;
  down: number;
  favorites: number;
}

/** A picture with the request that it answers. */
export interface ImageDetails extends StoredImage {
  counts: ImageCounts;
  generation: Generation;
  /** For its author alone. */
  private: boolean;
  /** Withheld, because people reported it. */
  hidden: boolean;
  /** The name that people know the checkpoint by. */
  checkpointName: string;
  /** The name of the person who asked for it, where they are still known. */
  author?: string;
  /** The person's id. */
  authorId?: string;
}

export interface ImageSibling {
  id: string;
  number: number;
  counts: ImageCounts;
  /** Of who asked for it. */
  language?: string;
}

/** A picture that this one came from, or that came from it; `kind` says how the later of the two was made. */
export interface ImageRelative {
  id: string;
  subject: string;
  kind: GenerationKind;
}

/** What is read with a picture, and with one that it came from or that came from it. */
export const include = {
  generation: { include: { user: true } },
  checkpoint: { select: { name: true } },
} satisfies Prisma.ImageInclude;
export const relative = {
  id: true,
  generation: { select: { subject: true, kind: true } },
} satisfies Prisma.ImageSelect;
type Row = Prisma.ImageGetPayload<{ include: typeof include }>;

export function toStoredImage(row: Omit<Row, 'generation' | 'checkpoint'>): StoredImage {
  const { id, generationId, number, code, style, checkpointId, alt, scene, createdAt } = row;
  const known = scene === null ? undefined : fromJson(scene);
  return { id, generationId, number, code: bytesToCode(code), style, checkpointId, alt, scene: known, createdAt };
}

export function toDetails(row: Row): ImageDetails {
  const { user, ...generation } = row.generation;
  return {
    ...toStoredImage(row),
    counts: toCounts(row),
    private: row.private,
    hidden: row.hidden,
    generation: toGeneration(generation),
    checkpointName: row.checkpoint.name,
    author: user?.name,
    authorId: user?.personId,
  };
}

export function toCounts({ up, down, hearts }: { up: number; down: number; hearts: number }): ImageCounts {
  return { up, down, favorites: hearts };
}

export function toRelative(row: { id: string; generation: { subject: string; kind: string } }): ImageRelative {
  return { id: row.id, subject: row.generation.subject, kind: row.generation.kind as GenerationKind };
}
