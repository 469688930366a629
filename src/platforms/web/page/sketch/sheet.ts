import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../say.ts';
import { drawStrokes, type Stroke, sheetSide } from './drawing.ts';

interface SheetProps {
  strokes: readonly Stroke[];
  /** Of the pen; nothing is the eraser. */
  colour?: string;
  width: number;
  onStroke: (stroke: Stroke) => void;
}

/** How far an arrow key moves the pen. */
const step = 16;
const ways: Record<string, readonly [number, number] | undefined> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};
/** Points of one stroke at most: what is longer goes on as another. */
const longest = 2000;

/**
 * The paper: a mouse, a finger or a pen draws on it; so do the arrow keys, where Space puts the pen down and lifts it. What
 * is being drawn is shown at once, and told when the pen is lifted.
 */
export function Sheet({ strokes, colour, width, onStroke }: SheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Stroke | undefined>(undefined);
  const place = useRef<[number, number]>([sheetSide / 2, sheetSide / 2]);

  const show = () => {
    if (canvas.current) drawStrokes(canvas.current, drawing.current ? [...strokes, drawing.current] : strokes);
  };
  useEffect(show, [strokes]);

  const begin = (point: [number, number]) => {
    drawing.current = { colour, width, points: [point] };
    show();
  };
  const end = () => {
    if (drawing.current) onStroke(drawing.current);
    drawing.current = undefined;
  };
  const goOn = (point: [number, number]) => {
    const { current } = drawing;
    if (!current) return;
    current.points.push(point);
    if (current.points.length < longest) return show();
    end();
    begin(point);
  };
  const pointAt = ({ offsetX, offsetY }: PointerEvent): [number, number] => {
    const { clientWidth, clientHeight } = canvas.current!;
    return [(offsetX * sheetSide) / clientWidth, (offsetY * sheetSide) / clientHeight];
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.current?.focus();
    canvas.current?.setPointerCapture(event.pointerId);
    begin(pointAt(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drawing.current) goOn(pointAt(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (event.key === ' ') {
      event.preventDefault();
      if (drawing.current) end();
      else begin(place.current);
    } else if (way) {
      event.preventDefault();
      const clip = (value: number) => Math.max(0, Math.min(sheetSide, value));
      place.current = [clip(place.current[0] + way[0]), clip(place.current[1] + way[1])];
      goOn(place.current);
    }
  };
  return html`<canvas ref=${canvas} class="board-sheet" width=${sheetSide} height=${sheetSide} tabindex="0"
    role="img" aria-label=${say('paper')}
    onPointerDown=${onPointerDown} onPointerMove=${onPointerMove} onPointerUp=${end} onPointerCancel=${end}
    onKeyDown=${onKeyDown} onBlur=${end}></canvas>`;
}
