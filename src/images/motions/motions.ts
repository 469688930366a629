import { setImmediate as breathe } from 'node:timers/promises';
import { boundingBox } from '../frame.ts';
import { cover, placed, type Warp, warp } from '../warp.ts';
import { drawHand, hand } from './hand.ts';
import { turnHues } from './hues.ts';
import type { Motion } from './names.ts';

/** What moves: a square picture and where its content lies, in pixels. */
interface Subject {
  /** Premultiplied RGBA, `[side, side, 4]`. */
  picture: Uint8Array;
  side: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The frames of one loop. */
interface Loop {
  frames: number;
  /** Of each frame, in milliseconds. */
  delay: number;
  /** Gives the frame at a share of the loop, in [0, 1); that of 1 would be that of 0. */
  begin(subject: Subject): Promise<(share: number) => Uint8Array>;
}

export interface Moved {
  /** Premultiplied RGBA, `[side, side, 4]` each. */
  frames: Uint8Array[];
  /** Of each frame, in milliseconds. */
  delay: number;
}

/** What lies between a moving picture and the edge of its frame, as a share of the side. */
const margin = 0.025;
const turn = 2 * Math.PI;

/** So many frames a picture that moves so has. */
export const framesOf = (motion: Motion): number => loops[motion].frames;

/** A picture that moves for ever, the last frame going over into the first: premultiplied RGBA `[side, side, 4]`. */
export async function move(picture: Uint8Array, side: number, motion: Motion): Promise<Moved> {
  const box = boundingBox({ width: side, height: side, rgba: picture }) ?? {
    left: 0,
    top: 0,
    width: side,
    height: side,
  };
  const { left, top, width, height } = box;
  const { frames: count, delay, begin } = loops[motion];
  const frameAt = await begin({ picture, side, left, top, right: left + width, bottom: top + height });
  const frames: Uint8Array[] = [];
  for (let frame = 0; frame < count; frame++) {
    frames.push(frameAt(frame / count));
    // Others are answered in between.
    await breathe();
  }
  return { frames, delay };
}

const warped =
  (plan: (subject: Subject) => (share: number) => Warp): Loop['begin'] =>
  async (subject) => {
    const warpAt = plan(subject);
    return (share) => warp(subject.picture, subject.side, warpAt(share));
  };

const middleOf = ({ left, right }: Subject): number => (left + right) / 2;
const centreOf = (subject: Subject) => [middleOf(subject), (subject.top + subject.bottom) / 2] as const;

/** A ball's flight: it is stretched where it is fast, and squashed where it lands. */
const landing = { share: 0.24, squash: 0.2, stretch: 0.07 };

const loops: Record<Motion, Loop> = {
  bounce: {
    frames: 24,
    delay: 40,
    begin: warped((subject) => {
      const { side, top, bottom } = subject;
      const [width, height] = [subject.right - subject.left, bottom - top];
      const size = Math.min((0.72 * side) / height, (0.84 * side) / width, 1);
      const floor = side * (1 - margin);
      const room = side * (1 - 2 * margin) - height * size * (1 + landing.stretch);
      const middle = middleOf(subject);
      return (share) => {
        const flight = (share - landing.share) / (1 - landing.share);
        const isDown = flight < 0;
        const squash = isDown ? landing.squash * Math.sin((Math.PI * share) / landing.share) : 0;
        const stretch = isDown ? 0 : landing.stretch * Math.sin(Math.PI * Math.abs(1 - 2 * flight));
        const up = isDown ? 0 : room * 4 * flight * (1 - flight);
        const tall = 1 - squash + stretch;
        return {
          matrix: placed({
            pivot: [middle, bottom],
            to: [side / 2, floor - up],
            scale: [size * (1 + 0.7 * squash - 0.6 * stretch), size * tall],
          }),
        };
      };
    }),
  },
  spin: {
    frames: 24,
    delay: 50,
    begin: warped((subject) => {
      const { side } = subject;
      const centre = centreOf(subject);
      const size = Math.min(1, (side * (0.5 - margin)) / reachOf(subject, centre));
      return (share) => ({
        matrix: placed({ pivot: centre, to: [side / 2, side / 2], scale: [size, size], turn: 360 * share }),
      });
    }),
  },
  party: {
    frames: 20,
    delay: 50,
    begin: async ({ picture, side }) => {
      const turned = turnHues(picture);
      return (share) => {
        const angle = turn * share;
        const to = [side * (0.5 + 0.04 * Math.sin(angle)), side * (0.5 - 0.04 * Math.cos(angle))] as const;
        const matrix = placed({ pivot: [side / 2, side / 2], to, scale: [0.9, 0.9], turn: 5 * Math.sin(angle) });
        return warp(turned(360 * share), side, { matrix });
      };
    },
  },
  petpet: {
    frames: 12,
    delay: 50,
    begin: async (subject) => {
      const { picture, side, bottom } = subject;
      const [width, height] = [subject.right - subject.left, bottom - subject.top];
      const size = Math.min((0.74 * side) / height, (0.84 * side) / width);
      const palm = 0.58 * side;
      const crown = crownOf(subject);
      const drawn = await drawHand(side, palm);
      const floor = side * (1 - margin);
      return (share) => {
        const press = 0.5 - 0.5 * Math.cos(turn * share);
        const tall = size * (1 - 0.24 * press);
        const scale = [size * (1 + 0.1 * press), tall] as const;
        const pivot = [middleOf(subject), bottom] as const;
        const frame = warp(picture, side, { matrix: placed({ pivot, to: [0.46 * side, floor], scale }) });
        const touched = floor - (bottom - crown) * tall + 0.05 * side;
        const pat = placed({
          pivot: [palm * hand.fingers[0], palm * hand.fingers[1]],
          to: [0.46 * side, Math.max(palm * 0.66, touched)],
          scale: [1, 1],
          turn: 6 - 14 * press,
        });
        return cover(frame, warp(drawn, side, { matrix: pat }));
      };
    },
  },
  shake: {
    frames: 12,
    delay: 40,
    begin: warped((subject) => {
      const { side } = subject;
      const centre = centreOf(subject);
      return (share) => {
        const angle = turn * share;
        const to = [
          side * (0.5 + 0.035 * Math.sin(3 * angle)),
          side * (0.5 + 0.025 * Math.sin(2 * angle + 1)),
        ] as const;
        return { matrix: placed({ pivot: centre, to, scale: [0.88, 0.88], turn: 4 * Math.sin(3 * angle + 0.7) }) };
      };
    }),
  },
  wiggle: {
    frames: 20,
    delay: 50,
    begin: warped((subject) => {
      const { side, bottom } = subject;
      const middle = middleOf(subject);
      const floor = side * (1 - margin);
      const height = 0.86 * (bottom - subject.top);
      return (share) => ({
        matrix: placed({ pivot: [middle, bottom], to: [side / 2, floor], scale: [0.86, 0.86] }),
        shift: (y) => {
          const up = Math.max(0, (floor - y) / height);
          return 0.11 * side * Math.min(1, up) * Math.sin(turn * share - 1.6 * up);
        },
      });
    }),
  },
};

/** Where, on the whole, the middle third of a picture begins: between a fox's ears, not at their tips. */
function crownOf({ picture, side, left, right, top, bottom }: Subject): number {
  const from = Math.round(left + (right - left) / 3);
  const to = Math.max(from + 1, Math.round(right - (right - left) / 3));
  let sum = 0;
  for (let x = from; x < to; x++) {
    let y = top;
    while (y < bottom && picture[(y * side + x) * 4 + 3]! < 128) y++;
    sum += y === bottom ? top : y;
  }
  return sum / (to - from);
}

/** How far from its centre a picture reaches, in pixels. */
function reachOf({ picture, side }: Subject, [x, y]: readonly [number, number]): number {
  let most = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (picture[(row * side + column) * 4 + 3]! < 16) continue;
      most = Math.max(most, Math.hypot(column + 0.5 - x, row + 0.5 - y));
    }
  }
  return most;
}
