import type { Head } from './heads.ts';
import { dye } from './palette.ts';
import type { Part } from './parts.ts';
import { around, eyesOf, headphones, type Prop } from './props.ts';
import type { Colour } from './scene.ts';

const cowboyHat: Prop = (head) =>
  around(
    head.top,
    head.width,
    [-0.58, -0.42, 0.58, 0.2],
    `<path d="M-.58 -.08C-.4 .08 .4 .08 .58 -.08C.52 .13 .26 .2 0 .2C-.26 .2 -.52 .13 -.58 -.08Z" fill="#7a4a26"/>
     <path d="M-.31 .08C-.31 -.2 -.25 -.42 -.12 -.42C-.05 -.42 -.04 -.36 0 -.36C.04 -.36 .05 -.42 .12 -.42C.25 -.42 .31 -.2 .31 .08C.1 .15 -.1 .15 -.31 .08Z" fill="#a26b3d"/>
     <path d="M-.31 .08V-.04C-.1 .03 .1 .03 .31 -.04V.08C.1 .15 -.1 .15 -.31 .08Z" fill="#56331a"/>`,
  );

const partyHat: Prop = (head) =>
  around(
    head.top,
    head.width,
    [-0.26, -0.7, 0.28, 0.12],
    `<path d="M-.25 .07L.02 -.6L.27 .07C.1 .13 -.1 .13 -.25 .07Z" fill="#e5398f"/>
     <path d="M-.19 -.08L-.14 -.2C-.02 -.14 .1 -.14 .17 -.2L.22 -.07C.1 0 -.08 0 -.19 -.08ZM-.09 -.33L-.05 -.43C0 -.4 .04 -.4 .09 -.42L.13 -.31C.06 -.28 -.02 -.28 -.09 -.33Z" fill="#3ec6e0"/>
     <circle cx=".02" cy="-.61" r=".085" fill="#ffd43b"/>`,
  );

const halo: Prop = (head) =>
  around(
    head.top,
    head.width,
    [-0.42, -0.26, 0.42, 0],
    `<ellipse cx="0" cy="-.13" rx=".37" ry=".095" fill="none" stroke="#c98a0c" stroke-width=".09"/>
     <ellipse cx="0" cy="-.13" rx=".37" ry=".095" fill="none" stroke="#ffd447" stroke-width=".06"/>`,
  );

const mask: Prop = (head) => {
  const { x, y } = eyesOf(head);
  return around(
    { x, y: y + 0.56 * (head.chin.y - y) },
    Math.min(head.width, 1.7 * (head.chin.y - y)),
    [-0.3, -0.16, 0.3, 0.22],
    `<path d="M-.28 -.11L-.5 -.19M.28 -.11L.5 -.19M-.27 .07L-.46 .08M.27 .07L.46 .08" fill="none" stroke="#a9c0d2" stroke-width=".03"/>
     <path d="M-.29 -.13C-.1 -.2 .1 -.2 .29 -.13V.07C.22 .18 .1 .23 0 .23C-.1 .23 -.22 .18 -.29 .07Z" fill="#e9f4fb" stroke="#8fabc2" stroke-width=".022"/>
     <path d="M-.2 -.06H.2M-.2 .02H.2M-.17 .1H.17" stroke="#b8cfdf" stroke-width=".02" stroke-linecap="round"/>`,
  );
};

const scarf: Prop = (head) =>
  around(
    { x: head.chin.x, y: head.chin.y - 0.03 * head.width },
    head.width,
    [-0.45, -0.14, 0.45, 0.5],
    `<path d="M.08 .08L.3 .02L.36 .44L.14 .48Z" fill="#a81e2b"/>
     <path d="M.145 .48L.155 .53M.2 .47L.21 .52M.255 .46L.265 .51M.31 .45L.32 .5" stroke="#a81e2b" stroke-width=".03"/>
     <path d="M-.42 -.14C-.22 .02 .22 .02 .42 -.14C.46 -.1 .47 0 .44 .05C.22 .22 -.22 .22 -.44 .05C-.47 0 -.46 -.1 -.42 -.14Z" fill="#d9303f"/>
     <path d="M-.33 .03C-.15 .13 .15 .13 .33 .03" fill="none" stroke="#f26d76" stroke-width=".03" stroke-linecap="round"/>`,
  );

/** What fits heads better drawn by us than taken from a set, with its main colour. A face stands for what it wears. */
export const wornProps: Readonly<Record<string, WornProp>> = {
  '1f3a7': { draw: headphones, colour: [61, 68, 80] },
  '1f920': { draw: cowboyHat, colour: [162, 107, 61] },
  '1f973': { draw: partyHat, colour: [229, 57, 143] },
  '1f607': { draw: halo, colour: [255, 212, 71] },
  '1f637': { draw: mask, colour: [233, 244, 251] },
  '1f9e3': { draw: scarf, colour: [217, 48, 63] },
};

interface WornProp {
  draw: Prop;
  /** Red, green and blue in [0, 255]. */
  colour: readonly [number, number, number];
}

/** On a head, in its own colour or another. */
export function dyeProp({ draw, colour: own }: WornProp, head: Head, colour: Colour | undefined): Part {
  const part = draw(head);
  if (colour === undefined || colour === 'rainbow') return part;
  return { ...part, markup: dye(part.markup, { colour: own }, colour) };
}
