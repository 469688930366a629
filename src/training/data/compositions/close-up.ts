import { isAnimal } from './casts.ts';
import type { GridBox } from './grid.ts';
import type { Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import type { Scene } from './scene.ts';

/** Width of the face as a share of the frame: from `enough` on, nothing is cropped; else the crop makes it `wanted`. */
const head = { enough: 0.44, wanted: 0.52 };
/** The smallest crop, as a share of the drawing's longer side. */
const nearest = 0.4;
/** Least distance of the eyes, as a share of the face's width: with nearer eyes, the face is narrower than the head. */
const eyesApart = 0.3;
/** A drawing has a body if at least this share of its longer side is below the chin. */
const body = 0.25;
/** How far down the frame the middle of the eyes is. */
const level = 0.42;

/** Whether a scene shows one animal and its mood, with nothing else: the crop may then leave out its feet. */
export function isCloseUp({ concepts }: IconLibrary, scene: Scene): boolean {
  const { subject, mood, body, held = [], behind = [], on, count = 1, size } = scene;
  const stored = concepts.get(subject);
  const alone = held.length === 0 && behind.length === 0 && on === undefined && count === 1 && size === undefined;
  return mood !== undefined && body === undefined && alone && stored !== undefined && isAnimal(stored);
}

/** A square around a small head; the whole box where the head is large enough, or the drawing has no body. */
export function nearTo({ eyes, width: ofHead, chin }: Head, box: GridBox): GridBox {
  const whole = Math.max(box.right - box.left, box.bottom - box.top);
  const width = Math.min(ofHead, (eyes.right.x - eyes.left.x) / eyesApart);
  if (width >= head.enough * whole || box.bottom - chin.y < body * whole) return box;
  const side = Math.max(nearest * whole, width / head.wanted);
  const x = (eyes.left.x + eyes.right.x) / 2;
  const y = (eyes.left.y + eyes.right.y) / 2;
  const [left, right] = within(x - side / 2, side, box.left, box.right);
  const [top, bottom] = within(y - level * side, side, box.top, box.bottom);
  return { left, top, right, bottom };
}

/** The interval of `length` from `start`, moved into [from, to]; centred on it where that is shorter. */
function within(start: number, length: number, from: number, to: number): [number, number] {
  const moved = to - from < length ? (from + to - length) / 2 : Math.min(Math.max(start, from), to - length);
  return [moved, moved + length];
}
