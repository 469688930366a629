import { type GridBox, gridSide } from './grid.ts';
import { definitionsFor, type Layers, type Leaf } from './layers.ts';

/** Something to be drawn, in units of the picture, which are pixels of the grid. */
export interface Part {
  definitions: string;
  markup: string;
  /** What of it counts when the picture is framed. */
  box: GridBox;
}

/** How something is moved: first scaled by `scale`, then shifted. */
export interface Placement {
  scale: number;
  right: number;
  down: number;
}

/** Shapes of an icon as they lie in it. */
export function partOf(layers: Layers, leaves: readonly Leaf[], box: GridBox): Part {
  const scale = gridSide / Math.max(layers.width, layers.height);
  return {
    definitions: definitionsFor(layers, leaves),
    markup: `<g transform="scale(${round(scale)})">${leaves.map(({ markup }) => markup).join('')}</g>`,
    box,
  };
}

export function place(part: Part, placement: Placement, attributes = ''): Part {
  const { scale, right, down } = placement;
  const transform = `transform="translate(${round(right)} ${round(down)}) scale(${round(scale)})"`;
  const markup = `<g ${transform}${attributes}>${part.markup}</g>`;
  return { definitions: part.definitions, markup, box: boxAt(part.box, placement) };
}

/** Where a box comes to lie. */
export const boxAt = ({ left, top, right, bottom }: GridBox, { scale, right: x, down: y }: Placement): GridBox => ({
  left: left * scale + x,
  top: top * scale + y,
  right: right * scale + x,
  bottom: bottom * scale + y,
});

/** Several parts as one, in their order. */
export function group(parts: readonly Part[], box = unionOf(parts.map((part) => part.box))): Part {
  return {
    definitions: parts.map(({ definitions }) => definitions).join(''),
    markup: parts.map(({ markup }) => markup).join(''),
    box,
  };
}

export function unionOf(boxes: readonly GridBox[]): GridBox {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Turned by so many degrees around the middle of its box. */
export function tilt(part: Part, degrees: number): Part {
  const { left, top, right, bottom } = part.box;
  const middle = `${round((left + right) / 2)} ${round((top + bottom) / 2)}`;
  return { ...part, markup: `<g transform="rotate(${round(degrees)} ${middle})">${part.markup}</g>` };
}

export function mirror(part: Part): Part {
  const axis = part.box.left + part.box.right;
  return { ...part, markup: `<g transform="matrix(-1 0 0 1 ${round(axis)} 0)">${part.markup}</g>` };
}

/** Numbers in markup with as many digits as can be seen. */
export const round = (value: number): number => Math.round(value * 1000) / 1000;
