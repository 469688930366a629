import { centreOf, type Eyes, luma } from './eyes.ts';
import type { Face } from './faces.ts';
import type { Head } from './heads.ts';
import type { Layers } from './layers.ts';
import type { MeasuredLeaf } from './measure.ts';
import { group, type Part, partOf, place, round } from './parts.ts';

/** How much smaller than the head's share of a disc a face may be, and how large at most. */
const faceScale = { least: 0.58, most: 0.98 };
/** How much a face may shrink to end above the chin, and how far above it, in widths of the head. */
const shrinking = 0.78;
const aboveChin = 0.03;
/** A feature that differs less from what is under it gets an outline: distances in red, green and blue, and in luma. */
const leastContrast = { distance: 80, luma: 48 };
/** Luma up to which what is under a face is dark. */
const darkGround = 100;
const outlineWidth = 1.3;

/** What a face is put on: one colour (red, green, blue in [0, 255]), or many. */
export type Ground = readonly [number, number, number] | 'many';

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
  const faint = kept.filter((leaf) => isFaint(leaf, ground) && isSolid(leaf, icon.layers));
  const whole = partOf(icon.layers, kept, icon.box);
  const outline = partOf(icon.layers, faint, icon.box);
  const unit = Math.max(icon.layers.width, icon.layers.height) / 64;
  const outlined = { ...outline, markup: inOutline(outline.markup, (outlineWidth * unit) / scale) };
  const placement = { scale, right: to.x - scale * from.x, down: to.y - up - scale * from.y };
  return place(faint.length > 0 ? group([outlined, whole]) : whole, placement);
}

/** Shapes in white, wider all around by half of `width`; those that are strokes themselves, and where strokes are off. */
function inOutline(markup: string, width: number): string {
  const white = markup
    .replace(/ stroke="(?!none)[^"]*"/g, ' stroke="#fff"')
    .replace(/ stroke-width="([\d.]+)"/g, (_, own) => (+own ? ` stroke-width="${round(+own + width)}"` : ''));
  return `<g stroke="#fff" stroke-width="${round(width)}" stroke-linejoin="round">${white}</g>`;
}

function isFaint({ colour, area }: MeasuredLeaf, ground: Ground): boolean {
  if (area <= 3) return false;
  if (ground === 'many') return luma(colour) < darkGround;
  const apart = Math.hypot(...colour.map((value, channel) => value - ground[channel]!));
  const near = Math.abs(luma(colour) - luma(ground)) < leastContrast.luma;
  return near && (apart < leastContrast.distance || luma(ground) < darkGround);
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
