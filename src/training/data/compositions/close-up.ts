import { isAnimal } from './casts.ts';
import type { GridBox } from './grid.ts';
import type { Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import type { Scene } from './scene.ts';

/** The share of the frame that a head needs for its mood to be read, the share it gets otherwise, and how near at most. */
const head = { enough: 0.44, wanted: 0.52 };
const nearest = 0.4;
/** How far apart the eyes of a face are at least, in its width: where they are nearer, the face is narrower than the head. */
const eyesApart = 0.3;
/** How much of the longer side is below the chin at least, where there is a body. */
const body = 0.25;
/** How far down the frame the middle of the eyes is. */
const level = 0.42;

/** Whether a scene shows an animal for its mood alone: of such a one the feet may be left out. */
export function isCloseUp({ concepts }: IconLibrary, scene: Scene): boolean {
  const { subject, mood, body, held = [], behind = [], on, count = 1, size } = scene;
  const stored = concepts.get(subject);
  const alone = held.length === 0 && behind.length === 0 && on === undefined && count === 1 && size === undefined;
  return mood !== undefined && body === undefined && alone && stored !== undefined && isAnimal(stored);
}

/** The part of a drawing's box around a small head; all of it where the head is large enough, or all there is. */
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

/** A stretch that is `length` long and begins at `start`, moved into another; in its middle where that is shorter. */
function within(start: number, length: number, from: number, to: number): [number, number] {
  const moved = to - from < length ? (from + to - length) / 2 : Math.min(Math.max(start, from), to - length);
  return [moved, moved + length];
}
