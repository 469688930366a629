import { createRandom, type Random } from '#lib/random.ts';
import { hold, putBehind, putBeside, putOver } from './around.ts';
import { isCloseUp, nearTo } from './close-up.ts';
import { multiply, standTogether } from './crowd.ts';
import type { Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import { group, mirror, type Part, tilt } from './parts.ts';
import { rasterise, type View } from './raster.ts';
import { ride } from './riding.ts';
import { lettered, umbrellas } from './roles.ts';
import type { Scene } from './scene.ts';
import { drawSubject } from './subject.ts';
import { dressForMood, wear } from './wearing.ts';

/** The share of the frame that the longer side of what is drawn fills, as in every data set. */
const contentShare = 60 / 64;
/** Shares of the frame of what is tiny; what is giant reaches beyond it. */
const sizes = { tiny: 0.42, giant: 1.22 };
/** How often a picture is mirrored, and how often and by how many degrees at most it leans. */
const mirrored = 0.5;
const leaning = { often: 0.35, most: 9 };
/** Of one of several scenes side by side, in shares of what each has. */
const sharesTogether = { tiny: 0.5, usual: 1, giant: 1.25 };

/** How a drawing stands: mirrored or not, and by how many degrees it leans, clockwise. */
export interface Pose {
  mirrored: boolean;
  lean: number;
}

/** A scene as a drawing, not yet pixels; undefined where the style lacks a part of it. Poses by chance unless told. */
export async function compose(
  library: IconLibrary,
  asked: Scene,
  random: Random,
  pose = poseByChance(random),
): Promise<Part | undefined> {
  const drawn = await composeUpright(library, asked, random);
  return drawn && stand(drawn.part, { ...pose, mirrored: pose.mirrored && !hasLetters(drawn.scene) });
}

/** The same before it is mirrored or leans, with the head of its subject, of the first one where there are several. */
export async function composeUpright(
  library: IconLibrary,
  asked: Scene,
  random: Random,
): Promise<{ scene: Scene; part: Part; head: Head } | undefined> {
  const scene = dressForMood(asked);
  const seed = random.integer(2 ** 32);
  // Each part takes chances of its own: with one more or less, the others stay where they are.
  const chances = (kind: number, index = 0) => createRandom(seed, 100 * kind + index);
  const drawn = await drawSubject(library, scene);
  if (!drawn) return undefined;
  const { part, head } = drawn;
  const worn = await Promise.all(
    (scene.worn ?? []).map((concept, i) => wear(library, concept, head, chances(1, i), scene.dyed?.[concept])),
  );
  const from = { library, dyed: scene.dyed };
  const { over = [], held: low = [] } = Object.groupBy(scene.held ?? [], (one) =>
    umbrellas.has(one) ? 'over' : 'held',
  );
  const overhead = await putOver(from, over, head, part.box);
  const held = await hold(from, low, part.box, chances(2));
  const beside = await putBeside(from, scene.beside ?? [], head, part.box, chances(3));
  const one = [...overhead, part, ...worn, ...beside, ...held];
  if (!one.every((layer) => layer !== undefined)) return undefined;
  const standing = scene.on === undefined ? group(one) : await ride(library, scene.on, group(one), scene.dyed);
  if (!standing) return undefined;
  const many = multiply(standing, scene, chances(4));
  const behind = await putBehind(from, scene.behind ?? [], many.box);
  if (!behind.every((layer) => layer !== undefined)) return undefined;
  const whole = group([...behind, many]);
  const box = isCloseUp(library, scene) ? nearTo(head, whole.box) : whole.box;
  return { scene, part: { ...whole, box }, head };
}

/** Several scenes side by side, the first behind the others; undefined where the style lacks a part of one. */
export async function composeTogether(
  library: IconLibrary,
  scenes: readonly Scene[],
  random: Random,
  pose = poseByChance(random),
): Promise<Part | undefined> {
  const upright = { mirrored: false, lean: 0 };
  const parts = await Promise.all(
    scenes.map((scene) => compose(library, scene, createRandom(random.integer(2 ** 32)), upright)),
  );
  if (!parts.every((part) => part !== undefined)) return undefined;
  const sized = parts.map((part, index) => ({ part, share: sharesTogether[scenes[index]!.size ?? 'usual'] }));
  return stand(standTogether(sized), { ...pose, mirrored: pose.mirrored && !scenes.some(hasLetters) });
}

/** Whether a scene shows letters or figures, which nobody wants mirrored. */
function hasLetters({ subject, mood, body, pattern, on, held = [], beside = [], worn = [] }: Scene): boolean {
  return [subject, mood, body, pattern, on, ...held, ...beside, ...worn].some(
    (one) => one !== undefined && lettered.has(one),
  );
}

function poseByChance(random: Random): Pose {
  const mirrorIt = random.uniform() < mirrored;
  return { mirrored: mirrorIt, lean: random.uniform() < leaning.often ? leaning.most * (2 * random.uniform() - 1) : 0 };
}

function stand(part: Part, { mirrored, lean }: Pose): Part {
  const facing = mirrored ? mirror(part) : part;
  return lean === 0 ? facing : tilt(facing, lean);
}

/** A drawing as pixels, framed as every picture of a data set is: premultiplied RGBA, `[size, size, 4]`. */
export function paint(part: Part, size: number, scale?: Scene['size']): Promise<Uint8Array> {
  return rasterise(`<defs>${part.definitions}</defs>${part.markup}`, viewOf(part, scale), size);
}

/** The part of a drawing that is seen of it. */
export function viewOf({ box }: Part, scale?: Scene['size']): View {
  const share = contentShare * (scale === undefined ? 1 : sizes[scale]);
  const side = Math.max(box.right - box.left, box.bottom - box.top) / share;
  return { left: (box.left + box.right - side) / 2, top: (box.top + box.bottom - side) / 2, side };
}
