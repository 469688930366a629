import { createId } from '#lib/ids.ts';
import { codeToBytes } from './codes.ts';
import type { Generation as Row } from './generated/client.ts';
import { fromJson, type JsonObject, type Store, toJson } from './store.ts';

export type GenerationKind =
  | 'generate'
  | 'mix'
  | 'interpolate'
  | 'restyle'
  | 'edit'
  | 'sketch'
  | 'vary'
  | 'move'
  | 'pack'
  | 'pattern'
  | 'banner'
  | 'explore'
  | 'enlarge'
  | 'recall';

/** One answered request for pictures. */
export interface Generation {
  id: string;
  workspaceId: string;
  userId?: string;
  channel: string;
  kind: GenerationKind;
  prompt?: string;
  /** What the words were taken for. */
  subject: string;
  note?: string;
  /** A whole number that a double holds exactly. */
  seed: number;
  style: string;
  spread: number;
  checkpointId: string;
  options: JsonObject;
  createdAt: Date;
}

export interface NewGeneration extends Omit<Generation, 'id' | 'userId' | 'options' | 'createdAt'> {
  id?: string;
  userId: string;
  options: object;
  /** For who asked for them alone. */
  private?: boolean;
  /** In the order shown; the first gets number 1. */
  images: NewImage[];
}

export interface NewImage {
  id?: string;
  code: Float32Array;
  style: string;
  alt: string;
  /** What its pixels measure. */
  look?: Float32Array;
  /** What it shows. */
  scene?: object;
  /** Ids of the pictures that it came from. */
  parents?: string[];
}

export interface CreatedGeneration {
  id: string;
  /** In the order given. */
  imageIds: string[];
}

/** Whether its pictures are to be hidden until a reader asks for them. */
export function isSpoiler({ options }: Pick<Generation, 'options'>): boolean {
  return options.spoiler === true;
}

export type GenerationQueries = ReturnType<typeof generationQueries>;

export function generationQueries({ client, clock }: Store) {
  return {
    /**
     * Creates the generation with its images, their lineage and the impression that its author gets, all or nothing;
     * nothing where a generation of this id is there already.
     */
    async createGeneration({ images, private: own = false, ...generation }: NewGeneration): Promise<CreatedGeneration> {
      const createdAt = clock.now();
      const { id = createId(), workspaceId, checkpointId, userId } = generation;
      const named = images.map((image) => ({ ...image, id: image.id ?? createId() }));
      const imageIds = named.map((image) => image.id);
      const imageRows = named.map(({ parents: _, code, look, scene, ...image }, index) => {
        return {
          ...image,
          code: codeToBytes(code),
          look: look && codeToBytes(look),
          scene: scene && toJson(scene),
          number: index + 1,
          private: own,
          generationId: id,
          workspaceId,
          checkpointId,
          createdAt,
        };
      });
      const parentRows = named.flatMap(({ id: childId, parents = [] }) =>
        [...new Set(parents)].map((parentId, position) => ({ childId, parentId, position })),
      );
      const created = client.$transaction([
        client.generation.create({ data: { ...generation, id, options: toJson(generation.options), createdAt } }),
        client.image.createMany({ data: imageRows }),
        client.imageParent.createMany({ data: parentRows }),
        client.impression.create({ data: { id: createId(), userId, generationId: id, imageIds, shownAt: createdAt } }),
      ]);
      await created.catch(async (error) => {
        if (!(await client.generation.findUnique({ where: { id }, select: { id: true } }))) throw error;
      });
      return { id, imageIds };
    },
  };
}

export function toGeneration(row: Row): Generation {
  return {
    ...row,
    userId: row.userId ?? undefined,
    kind: row.kind as GenerationKind,
    prompt: row.prompt ?? undefined,
    note: row.note ?? undefined,
    seed: Number(row.seed),
    options: fromJson(row.options),
  };
}
