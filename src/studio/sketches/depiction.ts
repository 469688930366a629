import { z } from 'zod';
import type { Random } from '#lib/random.ts';
import type { Pose } from '#training/data/compositions/compose.ts';
import { colours, type Scene } from '#training/data/compositions/scene.ts';

/** What a picture shows, and all that its sketch came from: the same depiction in the same style is the same sketch. */
export interface Depiction {
  /** One, or several side by side. */
  scenes: readonly Scene[];
  /** Of the sketch's chances, and of what the prior makes of it. */
  seed: number;
  pose: Pose;
}

const concept = z.string().regex(/^[0-9a-f-]{2,60}$/);
const few = z.array(concept).max(6).optional();
const scene = z.object({
  subject: concept,
  mood: concept.optional(),
  colour: z.enum(colours).optional(),
  pattern: concept.optional(),
  body: concept.optional(),
  being: concept.optional(),
  worn: few,
  held: few,
  beside: few,
  behind: few,
  on: concept.optional(),
  dyed: z.record(concept, z.enum(colours)).optional(),
  count: z.int().min(1).max(9).optional(),
  arrangement: z.enum(['row', 'stack', 'crowd']).optional(),
  size: z.enum(['tiny', 'giant']).optional(),
}) satisfies z.ZodType<Scene>;
const depiction = z.object({
  scenes: z.array(scene).min(1).max(6),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32),
  pose: z.object({ mirrored: z.boolean(), lean: z.number().min(-45).max(45) }),
}) satisfies z.ZodType<Depiction>;

/** What the database keeps of a picture; undefined where it keeps nothing, or what another version of Easel wrote. */
export const readDepiction = (kept: unknown): Depiction | undefined => depiction.safeParse(kept).data;

/** Whether a thing is shown as it is: its own drawings say more of it than a sketch. */
export const isPlain = ([first, ...others]: readonly Scene[]): boolean =>
  others.length === 0 && Object.entries(first!).every(([part, value]) => part === 'subject' || isUsual(part, value));

function isUsual(part: string, value: unknown): boolean {
  return value === undefined || (part === 'count' && value === 1) || (Array.isArray(value) && value.length === 0);
}

/** By how many degrees the second to fourth picture of a grid lean; others by anything between. */
const leans: readonly (readonly [least: number, most: number])[] = [
  [0, 0],
  [2, 4],
  [4.5, 6.5],
  [7, 9],
];

/** How the picture of this place in a grid stands: no two of four are alike, even of what is not mirrored. */
export function poseAt(index: number, random: Random): Pose {
  const [least, most] = leans[index] ?? [2, 9];
  const degrees = least + (most - least) * random.uniform();
  return { mirrored: index % 2 === 1, lean: random.uniform() < 0.5 ? -degrees : degrees };
}

export const upright: Pose = { mirrored: false, lean: 0 };
