import { unpremultiply } from '#images/frame.ts';
import { dress, embody } from './beings.ts';
import type { Ground } from './contrast.ts';
import { isSpoiltFace } from './corrections.ts';
import { dyeLeaves } from './dyeing.ts';
import { centreOf } from './eyes.ts';
import { putFeatures, spanOf } from './features.ts';
import { type Fur, furs, layFur } from './furs.ts';
import { type GridBox, gridSide, inscribedCircle } from './grid.ts';
import { clearFace, type Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';
import { hexOf, isSkin, skinOf } from './palette.ts';
import { group, type Part, partOf, place, round } from './parts.ts';
import { rasterise } from './raster.ts';
import { beaked } from './roles.ts';
import type { Colour, Oklch, Scene } from './scene.ts';

/** A subject as it is drawn, and where things go on it. */
export interface DrawnSubject {
  part: Part;
  head: Head;
}

/** Of an icon that is no more than a head, this share of its width is the head's. */
const wholeHead = 0.55;
/** Of a pattern that lies on a skin. */
const patternOpacity = 0.94;

/** The subject of a scene with its colour, pattern, body, being and mood; undefined where the style lacks one of them. */
export async function drawSubject(library: IconLibrary, asked: Scene): Promise<DrawnSubject | undefined> {
  const [icon, head] = [await library.icon(asked.subject), await library.head(asked.subject)];
  if (!icon || !head) return undefined;
  const onHead = [asked.mood, asked.body, asked.being, ...(asked.worn ?? [])];
  if (head.isUnfit && onHead.some((one) => one !== undefined)) return undefined;
  if (asked.body !== undefined) return drawHybrid(library, asked, icon, head);

  if (asked.mood !== undefined && isSpoiltFace(library.style, asked.mood)) return undefined;
  const { scene, skin: colour } = embody(asked);
  const face = scene.mood === undefined ? undefined : await library.face(scene.mood);
  const fur = scene.pattern === undefined ? undefined : furs.get(scene.pattern);
  const cloth = scene.pattern === undefined || fur ? undefined : await library.icon(scene.pattern);
  if ((asked.mood !== undefined && !face) || (scene.pattern !== undefined && !cloth && !fur)) return undefined;
  const skin = skinOf(icon.leaves);
  const beak = beaked.has(scene.subject);
  const leaves = face ? clearFace(icon, head, { keepMouth: beak }) : icon.leaves;
  const parts = skin ? drawSkin(icon, leaves, skin, colour, fur ?? cloth) : [partOf(icon.layers, leaves, icon.box)];
  if (face) {
    const shown = JSON.stringify([scene.subject, scene.pattern, colour]);
    const ground = await library.ground(shown, () => drawGround(group(parts, icon.box)));
    parts.push(putFeatures(face, head, ground, beak));
  }
  return { part: dress(group(parts, icon.box), scene, head), head };
}

/** All shapes, those of the skin in a colour or covered by a pattern. */
function drawSkin(
  icon: MeasuredIcon,
  leaves: readonly MeasuredLeaf[],
  skin: MeasuredLeaf,
  colour: Colour | Oklch | undefined,
  cloth: MeasuredIcon | Fur | undefined,
): Part[] {
  if (cloth && 'marks' in cloth) {
    const ground = colour === undefined || colour === 'rainbow' ? undefined : hexOf(colour);
    return coverSkin(icon, leaves, skin, { definitions: '', markup: layFur(cloth, ground), box: icon.box });
  }
  if (cloth) return layPattern(icon, leaves, skin, cloth);
  if (colour === 'rainbow') return layRainbow(icon, leaves, skin);
  return [dyeLeaves(icon, leaves, skin, colour)];
}

/** What a face is put on. */
async function drawGround({ definitions, markup }: Part): Promise<Ground> {
  return unpremultiply(
    await rasterise(`<defs>${definitions}</defs>${markup}`, { left: 0, top: 0, side: gridSide }, gridSide),
  );
}

/** Each shape of the skin covered by another icon, in the order of all shapes. */
function layPattern(
  icon: MeasuredIcon,
  leaves: readonly MeasuredLeaf[],
  skin: MeasuredLeaf,
  cloth: MeasuredIcon,
): Part[] {
  const { left, top, right, bottom } = icon.box;
  const circle = inscribedCircle(cloth.silhouette);
  const scale = (0.94 * Math.hypot(right - left, bottom - top)) / (2 * circle.radius);
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const whole = partOf(cloth.layers, cloth.leaves, cloth.box);
  const laid = place(whole, { scale, right: middle.x - scale * circle.x, down: middle.y - scale * circle.y });
  return coverSkin(icon, leaves, skin, laid);
}

const rainbow = ['#e8384f', '#fd9a00', '#ffd500', '#37b24d', '#339af0', '#8f3fd6'];

function layRainbow(icon: MeasuredIcon, leaves: readonly MeasuredLeaf[], skin: MeasuredLeaf): Part[] {
  const { top, bottom } = icon.box;
  const stripe = (bottom - top) / rainbow.length;
  const stripes = rainbow.map(
    (fill, i) =>
      `<rect x="-8" y="${round(top + i * stripe)}" width="80" height="${round(stripe + 0.2)}" fill="${fill}"/>`,
  );
  return coverSkin(icon, leaves, skin, { definitions: '', markup: stripes.join(''), box: icon.box }, 0.85);
}

/** All shapes in their order, a cover over those of the skin: as few times as it can be, since it takes long to draw. */
function coverSkin(
  { layers, box }: MeasuredIcon,
  leaves: readonly MeasuredLeaf[],
  skin: MeasuredLeaf,
  cover: Part,
  opacity = patternOpacity,
): Part[] {
  const id = `${layers.prefix}cover`;
  const definitions = `${cover.definitions}<g id="${id}">${cover.markup}</g>`;
  const parts: Part[] = [{ definitions, markup: '', box }];
  let bare: MeasuredLeaf[] = [];
  const coverBare = () => {
    if (bare.length === 0) return;
    const mask = `${id}-${parts.length}`;
    const { markup } = partOf(layers, bare, box);
    parts.push({
      definitions: `<mask id="${mask}" maskUnits="userSpaceOnUse" x="-8" y="-8" width="80" height="80" style="mask-type:alpha">${markup}</mask>`,
      markup: `<g mask="url(#${mask})" opacity="${opacity}"><use href="#${id}"/></g>`,
      box,
    });
    bare = [];
  };
  for (const leaf of leaves) {
    const isBare = isSkin(leaf, skin) && leaf.visible >= 8;
    if (!isBare && bare.some((one) => touch(one.box, leaf.box))) coverBare();
    parts.push(partOf(layers, [leaf], box));
    if (isBare) bare.push(leaf);
  }
  coverBare();
  return parts;
}

/** Whether two boxes touch, or nearly. */
const touch = (one: GridBox, other: GridBox): boolean =>
  Math.min(one.right, other.right) + 1 >= Math.max(one.left, other.left) &&
  Math.min(one.bottom, other.bottom) + 1 >= Math.max(one.top, other.top);

/** A thing with an animal's ears behind it and the animal's face before it. */
async function drawHybrid(
  library: IconLibrary,
  { body }: Scene,
  animal: MeasuredIcon,
  head: Head,
): Promise<DrawnSubject | undefined> {
  const [thing, host] = [await library.icon(body!), await library.head(body!)];
  const skin = skinOf(animal.leaves);
  const isWhole = head.hasEyes && !head.isDark && head.width > wholeHead * (animal.box.right - animal.box.left);
  if (!thing || !host || !skin || !isWhole) return undefined;
  const [from, to] = [spanOf(head.eyes), spanOf(host.eyes)];
  const scale = Math.min(1.15, Math.max(0.5, (1.02 * host.width) / head.width));
  const placement = { scale, right: to.x - scale * from.x, down: to.y - scale * from.y };
  const id = `${animal.layers.prefix}ears`;
  const whole = partOf(animal.layers, animal.leaves, animal.box);
  const clip = `<clipPath id="${id}"><rect x="-8" y="-8" width="80" height="${round(from.y + 8)}"/></clipPath>`;
  const ears = place(
    {
      definitions: whole.definitions + clip,
      markup: `<g clip-path="url(#${id})">${whole.markup}</g>`,
      box: { ...animal.box, bottom: from.y },
    },
    placement,
  );
  const silhouette = animal.box.right - animal.box.left;
  const isOf = ({ box }: MeasuredLeaf, eye: { x: number; y: number }) => {
    const { x, y } = centreOf(box);
    return Math.hypot(x - eye.x, y - eye.y) < 1.2 * head.eyes.radius + 1.5;
  };
  const features = animal.leaves.filter((leaf) => {
    const { left, right, top, bottom } = leaf.box;
    const large = leaf.area > 0.3 * animal.silhouette.reduce((sum, one) => sum + one, 0);
    const low = bottom > from.y + 1 && top > from.y - 3.2 * head.eyes.radius - 2;
    const own = !isSkin(leaf, skin) || isOf(leaf, head.eyes.left) || isOf(leaf, head.eyes.right);
    return low && !large && own && right - left < 0.95 * silhouette;
  });
  const isSeen = (eye: { x: number; y: number }) => features.some((leaf) => isOf(leaf, eye));
  if (!isSeen(head.eyes.left) || !isSeen(head.eyes.right)) return undefined;
  const face = place(partOf(animal.layers, features, animal.box), placement);
  const drawn = partOf(thing.layers, clearFace(thing, host), thing.box);
  const boxes = group([ears, { ...drawn, box: thing.box }]);
  return { part: group([ears, drawn, face], boxes.box), head: host };
}
