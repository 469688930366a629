import { chooseDrawing, type Drawn, type Ground, lightInk } from './contrast.ts';
import { centreOf, type Eyes } from './eyes.ts';
import type { Face } from './faces.ts';
import type { GridBox } from './grid.ts';
import type { Head } from './heads.ts';
import type { Layers } from './layers.ts';
import type { MeasuredLeaf } from './measure.ts';
import { boxAt, group, type Part, partOf, place, round } from './parts.ts';

/** How much smaller than the head's share of a disc a face may be, and how large at most. */
export const faceScale = { least: 0.58, most: 0.98 };
/** How much a face may shrink to end above the chin, and how far above it, in widths of the head. */
const shrinking = 0.78;
const aboveChin = 0.03;
/**
 * Rims, by how a feature is drawn: their colour, the feature's own unless told; their width, twice what is seen of it, in
 * pixels of the grid at least, and in those of the face.
 */
const rims: Readonly<Partial<Record<Drawn, { colour?: string; least: number; ofFace: number }>>> = {
  rimmed: { colour: '#fff', least: 1.3, ofFace: 2.4 },
  eye: { colour: '#fff', least: 1.8, ofFace: 6 },
  edged: { least: 1.1, ofFace: 2 },
  shaded: { colour: '#68737d', least: 0.7, ofFace: 1 },
};

/** Both eyes as one: their middle and how far they are apart. */
export function spanOf({ left, right }: Eyes) {
  return { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2, apart: right.x - left.x };
}

/** A face's features where a head has its own, no larger than fit it; without a mouth where a beak takes its place. */
export function putFeatures({ icon, features, eyes, disc }: Face, head: Head, ground: Ground, hasBeak: boolean): Part {
  const [from, to] = [spanOf(eyes), spanOf(head.eyes)];
  const widths = head.width / (2 * disc.radius);
  const kept = hasBeak ? features.filter((leaf) => !isMouth(leaf, eyes)) : features;
  const fitting = Math.min(faceScale.most * widths, Math.max(faceScale.least * widths, to.apart / from.apart));
  const lowest = Math.max(from.y, ...kept.filter((leaf) => isMouth(leaf, eyes)).map(({ box }) => box.bottom));
  const room = head.chin.y - aboveChin * head.width - to.y;
  const scale = Math.max(shrinking * fitting, Math.min(fitting, room / (lowest - from.y || 1)));
  const up = Math.max(0, scale * (lowest - from.y) - room);
  const placement = { scale, right: to.x - scale * from.x, down: to.y - up - scale * from.y };
  const toHead = (box: GridBox): GridBox => boxAt(box, placement);
  const drawn = chooseDrawing(kept, eyes, ground, toHead);
  const unit = Math.max(icon.layers.width, icon.layers.height) / 64;
  const wide = (least: number, ofFace: number) => unit * Math.max(least / scale, ofFace);
  const around = kept.flatMap((leaf, index) => {
    const rim = rims[drawn[index]!];
    if (!rim || !isSolid(leaf, icon.layers)) return [];
    const part = partOf(icon.layers, [leaf], icon.box);
    return [
      { ...part, markup: inOutline(part.markup, wide(rim.least, rim.ofFace), rim.colour ?? hexOfRgb(leaf.colour)) },
    ];
  });
  const inked = kept.map((leaf, index) =>
    drawn[index] === 'light' || drawn[index] === 'edged' ? inLight(leaf, icon.layers) : leaf,
  );
  return place(group([...around, partOf(icon.layers, inked, icon.box)], icon.box), placement);
}

/** Light, with what it refers to as part of itself. */
function inLight(leaf: MeasuredLeaf, { definitions }: Layers): MeasuredLeaf {
  const whole = leaf.markup.replace(
    /<use href="#([^"]+)"\/>/g,
    (use, id) => definitions.get(id)?.replace(` id="${id}"`, '') ?? use,
  );
  return { ...leaf, markup: inColour(whole, lightInk) };
}

const hexOfRgb = (colour: readonly number[]): string =>
  `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** Shapes in one colour. */
const inColour = (markup: string, colour: string): string =>
  `<g fill="${colour}">${markup.replace(/ (fill|stroke)="(?!none)[^"]*"/g, ` $1="${colour}"`)}</g>`;

/** Shapes in one colour, wider all around by half of `width`; those that are strokes themselves, and where strokes are off. */
function inOutline(markup: string, width: number, colour: string): string {
  const wider = inColour(markup, colour).replace(/ stroke-width="([\d.]+)"/g, (_, own) =>
    +own ? ` stroke-width="${round(+own + width)}"` : '',
  );
  return `<g stroke="${colour}" stroke-width="${round(width)}" stroke-linejoin="round">${wider}</g>`;
}

/** Whether a shape ends at its edge: those that fade have no outline. */
function isSolid({ refers }: MeasuredLeaf, { definitions }: Layers): boolean {
  return refers.every((id) => !/stop-opacity|<mask/.test(definitions.get(id)!));
}

function isMouth({ box }: MeasuredLeaf, eyes: Eyes): boolean {
  const { x, y, apart } = spanOf(eyes);
  const middle = centreOf(box);
  return middle.y > y + 0.35 * apart && Math.abs(middle.x - x) < 0.25 * apart;
}
