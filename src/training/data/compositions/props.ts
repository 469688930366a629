import type { Head } from './heads.ts';
import { type Part, round } from './parts.ts';

/*
 * What no set draws apart from a whole person or in a way that fits a head, drawn by us: in units of the head's width,
 * from a point of the head, x to the right and y down.
 */

export type Prop = (head: Head) => Part;

/** Shapes around a point, `unit` wide; `reach` is the box that they fill, in the same units. */
export function around(
  { x, y }: { x: number; y: number },
  unit: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
  shapes: string,
): Part {
  return {
    definitions: '',
    markup: `<g transform="translate(${round(x)} ${round(y)}) scale(${round(unit)})">${shapes}</g>`,
    box: { left: x + left * unit, top: y + top * unit, right: x + right * unit, bottom: y + bottom * unit },
  };
}

export const eyesOf = ({ eyes: { left, right } }: Head) => ({ x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 });

export const headphones: Prop = (head) =>
  around(
    { x: eyesOf(head).x, y: (eyesOf(head).y + head.top.y) / 2 },
    head.width,
    [-0.62, -0.42, 0.62, 0.42],
    `<path d="M-.53 .1C-.56 -.52 .56 -.52 .53 .1" fill="none" stroke="#3d4450" stroke-width=".09" stroke-linecap="round"/>
     <rect x="-.64" y="-.02" width=".2" height=".42" rx=".09" fill="#3d4450"/><rect x=".44" y="-.02" width=".2" height=".42" rx=".09" fill="#3d4450"/>
     <rect x="-.51" y="0" width=".09" height=".38" rx=".04" fill="#e84855"/><rect x=".42" y="0" width=".09" height=".38" rx=".04" fill="#e84855"/>`,
  );

const wizardHat: Prop = (head) =>
  around(
    head.top,
    head.width,
    [-0.52, -0.78, 0.52, 0.16],
    `<path d="M-.3 .03C-.2 -.3 -.12 -.62 .14 -.78C.2 -.7 .1 -.62 .12 -.5C.2 -.3 .27 -.14 .3 .03Z" fill="#5b3fa8"/>
     <path d="M.02 -.72C.08 -.76 .11 -.77 .14 -.78C.2 -.7 .1 -.62 .12 -.5C.2 -.3 .27 -.14 .3 .03H.1C.1 -.2 .02 -.5 .02 -.72Z" fill="#4a3190"/>
     <ellipse cx="0" cy=".05" rx=".52" ry=".11" fill="#5b3fa8"/><path d="M-.31 .04C-.1 .12 .1 .12 .31 .04L.29 -.06C.1 .02 -.1 .02 -.28 -.06Z" fill="#f5c33b"/>
     <path d="M-.02 -.36l.035 .07l.078 .011l-.056 .055l.013 .078l-.07 -.037l-.07 .037l.013 -.078l-.056 -.055l.078 -.011z" fill="#ffe066"/>`,
  );

const helmet: Prop = (head) => {
  const middle = { x: head.top.x, y: (head.top.y + head.chin.y) / 2 };
  const radius = 0.6 * Math.max(head.width, head.chin.y - head.top.y);
  return around(
    middle,
    radius,
    [-1.12, -1.12, 1.12, 1.14],
    `<circle r="1.04" fill="#bfe4ff" fill-opacity=".22"/><circle r="1.04" fill="none" stroke="#e4e8ee" stroke-width=".15"/>
     <path d="M-.62 .84A1.04 1.04 0 0 0 .62 .84" fill="none" stroke="#b5bdc9" stroke-width=".15"/>
     <path d="M-.78 -.3A.84 .84 0 0 1 -.4 -.74" fill="none" stroke="#fff" stroke-width=".11" stroke-linecap="round"/>
     <rect x="-.34" y=".96" width=".68" height=".18" rx=".08" fill="#cfd6df"/><circle cx=".2" cy="1.05" r=".05" fill="#f25c54"/><circle cx="0" cy="1.05" r=".05" fill="#3ea6ff"/>`,
  );
};

const antennaWithBall: Prop = (head) =>
  around(
    head.top,
    head.width,
    [-0.12, -0.34, 0.12, 0.06],
    `<rect x="-.025" y="-.24" width=".05" height=".3" fill="#8a949f"/><circle cy="-.26" r=".085" fill="#f2443e"/><circle cx="-.025" cy="-.285" r=".025" fill="#ff9f99"/>
     <rect x="-.13" y=".02" width=".26" height=".07" rx=".03" fill="#6f7984"/>`,
  );

const bolts: Prop = (head) =>
  around(
    { x: eyesOf(head).x, y: eyesOf(head).y + 0.06 * head.width },
    head.width,
    [-0.6, -0.1, 0.6, 0.12],
    `<rect x="-.6" y="-.1" width=".14" height=".22" rx=".03" fill="#6f7984"/><rect x=".46" y="-.1" width=".14" height=".22" rx=".03" fill="#6f7984"/>`,
  );

const antennae: Prop = (head) =>
  around(
    head.top,
    head.width,
    [-0.32, -0.34, 0.32, 0.06],
    `<path d="M-.1 .05C-.12 -.1 -.18 -.18 -.24 -.24M.1 .05C.12 -.1 .18 -.18 .24 -.24" fill="none" stroke="#4f9d3a" stroke-width=".045" stroke-linecap="round"/>
     <circle cx="-.25" cy="-.26" r=".07" fill="#9be15d"/><circle cx=".25" cy="-.26" r=".07" fill="#9be15d"/>`,
  );

const horns: Prop = (head) =>
  around(
    { x: head.top.x, y: head.top.y + 0.08 * head.width },
    head.width,
    [-0.44, -0.26, 0.44, 0.1],
    `<path d="M-.38 .1C-.46 -.06 -.44 -.18 -.38 -.26C-.36 -.14 -.28 -.06 -.18 0Z" fill="#c1272d"/><path d="M.38 .1C.46 -.06 .44 -.18 .38 -.26C.36 -.14 .28 -.06 .18 0Z" fill="#c1272d"/>`,
  );

const collar: Prop = (head) =>
  around(
    head.chin,
    head.width,
    [-0.7, -0.5, 0.7, 0.16],
    `<path d="M-.7 -.5C-.56 -.36 -.36 -.2 0 -.14C.36 -.2 .56 -.36 .7 -.5C.66 -.1 .5 .1 .34 .16H-.34C-.5 .1 -.66 -.1 -.7 -.5Z" fill="#26222e"/>
     <path d="M-.6 -.36C-.46 -.22 -.3 -.1 0 -.04C.3 -.1 .46 -.22 .6 -.36C.56 -.08 .44 .06 .32 .1H-.32C-.44 .06 -.56 -.08 -.6 -.36Z" fill="#b3202c"/>`,
  );

const fangs: Prop = (head) => {
  const { x, y } = eyesOf(head);
  return around(
    { x, y: y + 0.56 * (head.chin.y - y) },
    head.width,
    [-0.1, 0, 0.1, 0.12],
    `<path d="M-.11 0H-.03L-.07 .12ZM.03 0H.11L.07 .12Z" fill="#fff" stroke="#8d8d99" stroke-width=".008"/>`,
  );
};

const stitches: Prop = (head) =>
  around(
    { x: head.top.x + 0.2 * head.width, y: (head.top.y + eyesOf(head).y) / 2 },
    head.width,
    [-0.1, -0.08, 0.1, 0.08],
    `<path d="M-.12 .05L.12 -.05M-.09 0l.03 .08M-.01 -.035l.03 .08M.065 -.07l.03 .08" fill="none" stroke="#33402b" stroke-width=".024" stroke-linecap="round"/>`,
  );

const redNose: Prop = (head) => {
  const { x, y } = eyesOf(head);
  return around(
    { x, y: y + 0.36 * (head.chin.y - y) },
    head.width,
    [-0.11, -0.11, 0.11, 0.11],
    `<circle r=".11" fill="#e5322d"/><circle cx="-.035" cy="-.04" r=".03" fill="#ff9d98"/>`,
  );
};

const wig: Prop = (head) => {
  const { x } = eyesOf(head);
  const tuft = (side: number) =>
    [0, 1, 2, 3]
      .map(
        (i) =>
          `<circle cx="${side * (0.44 + 0.05 * Math.sin(2 * i))}" cy="${-0.16 + 0.12 * i}" r=".13" fill="#f26b21"/>`,
      )
      .join('');
  return around(
    { x, y: eyesOf(head).y - 0.06 * head.width },
    head.width,
    [-0.62, -0.3, 0.62, 0.34],
    tuft(-1) + tuft(1),
  );
};

const ninjaBand: Prop = (head) =>
  around(
    eyesOf(head),
    head.width,
    [-0.52, -0.3, 0.7, 0],
    `<path d="M.44 -.24L.72 -.34L.64 -.2L.74 -.08L.46 -.14Z" fill="#a3191f"/><path d="M-.5 -.3C-.2 -.38 .2 -.38 .5 -.3V-.13C.2 -.2 -.2 -.2 -.5 -.13Z" fill="#c8242b"/>
     <rect x="-.17" y="-.335" width=".34" height=".16" rx=".03" fill="#b9c0c8"/>`,
  );

const pirateHat: Prop = (head) =>
  around(
    { x: head.top.x, y: head.top.y + 0.1 * head.width },
    head.width,
    [-0.56, -0.5, 0.56, 0.06],
    `<path d="M-.58 .02C-.5 -.02 -.46 -.2 -.4 -.26C-.26 -.36 -.12 -.36 0 -.5C.12 -.36 .26 -.36 .4 -.26C.46 -.2 .5 -.02 .58 .02C.4 .12 .2 0 0 0C-.2 0 -.4 .12 -.58 .02Z" fill="#2b2a33"/>
     <path d="M-.58 .02C-.4 .12 -.2 0 0 0C.2 0 .4 .12 .58 .02" fill="none" stroke="#f5c33b" stroke-width=".045" stroke-linecap="round"/>
     <path d="M-.15 -.27L.15 -.09M.15 -.27L-.15 -.09" stroke="#f4f4f6" stroke-width=".035" stroke-linecap="round"/>
     <path d="M-.095 -.22A.095 .1 0 0 1 .095 -.22C.095 -.17 .07 -.165 .06 -.15V-.11H-.06V-.15C-.07 -.165 -.095 -.17 -.095 -.22Z" fill="#f4f4f6"/>
     <circle cx="-.04" cy="-.21" r=".025" fill="#2b2a33"/><circle cx=".04" cy="-.21" r=".025" fill="#2b2a33"/>`,
  );

const eyePatch: Prop = ({ eyes, width }) => {
  const { right, radius } = eyes;
  const size = Math.max(1.5 * radius, 0.11 * width) / width;
  return around(
    right,
    width,
    [-size, -size, size, size],
    `<path d="M${round((eyes.left.x - right.x) / width - 0.14)} ${-0.8 * size - 0.05}L${round(1.6 * size)} ${round(-0.9 * size)}" stroke="#26252d" stroke-width=".04" stroke-linecap="round"/>
     <path d="M${-size} ${-0.8 * size}H${size}C${size} ${0.7 * size} ${0.5 * size} ${1.1 * size} 0 ${1.1 * size}S${-size} ${0.7 * size} ${-size} ${-0.8 * size}Z" fill="#26252d"/>`,
  );
};

/** What a being has on or behind its head, in the order in which it is drawn. */
export const beingProps: Readonly<Record<string, { behind?: readonly Prop[]; before: readonly Prop[] }>> = {
  zombie: { before: [stitches] },
  robot: { behind: [bolts], before: [antennaWithBall] },
  ghost: { before: [] },
  astronaut: { before: [helmet] },
  wizard: { before: [wizardHat] },
  vampire: { behind: [collar], before: [fangs] },
  alien: { behind: [antennae], before: [] },
  devil: { behind: [horns], before: [] },
  clown: { behind: [wig], before: [redNose] },
  ninja: { before: [ninjaBand] },
  pirate: { before: [eyePatch, pirateHat] },
};
