import { say } from '../say.ts';

/** Width and height of the sheet in its own units. */
export const sheetSide = 512;

/** One stroke of a pen, or of the eraser. */
export interface Stroke {
  /** A CSS colour; nothing erases. */
  colour?: string;
  width: number;
  points: [number, number][];
}

/** What a pen may be, and its name in the catalogues. */
export const pens = [
  ['#1d1c26', 'black'],
  ['#7a4a21', 'brown'],
  ['#e0263c', 'red'],
  ['#f5871f', 'orange'],
  ['#ffd22e', 'yellow'],
  ['#2f9e44', 'green'],
  ['#2b7fff', 'blue'],
  ['#8f4fd9', 'violet'],
  ['#f58fb0', 'pink'],
] as const;

export const widths = [
  [6, 'thin'],
  [14, 'middling'],
  [40, 'thick'],
] as const;

/** Draws all strokes anew, on clear paper, however large the canvas is. */
export function drawStrokes(canvas: HTMLCanvasElement | OffscreenCanvas, strokes: readonly Stroke[]): void {
  const pen = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D | null;
  if (!pen) return;
  const scale = canvas.width / sheetSide;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, sheetSide, sheetSide);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const { colour, width, points } of strokes) {
    pen.globalCompositeOperation = colour ? 'source-over' : 'destination-out';
    pen.strokeStyle = colour ?? '#000';
    pen.lineWidth = width;
    pen.beginPath();
    const [[x, y] = [0, 0], ...others] = points;
    pen.moveTo(x, y);
    for (const [nextX, nextY] of others) pen.lineTo(nextX, nextY);
    // A line of no length at all draws nothing.
    if (others.length === 0) pen.lineTo(x + 0.01, y);
    pen.stroke();
  }
  pen.globalCompositeOperation = 'source-over';
}

/** The drawing as the server looks at it while it is drawn: straight RGBA of `side` × `side`. */
export function pixelsOf(strokes: readonly Stroke[], side: number): Uint8ClampedArray<ArrayBuffer> {
  const small = document.createElement('canvas');
  small.width = side;
  small.height = side;
  drawStrokes(small, strokes);
  const { data } = small.getContext('2d')!.getImageData(0, 0, side, side);
  return new Uint8ClampedArray(data);
}

/** The drawing as a file, on clear paper. */
export function fileOf(strokes: readonly Stroke[]): Promise<File> {
  const large = document.createElement('canvas');
  large.width = sheetSide;
  large.height = sheetSide;
  drawStrokes(large, strokes);
  return new Promise((resolve, reject) => {
    large.toBlob((blob) => {
      if (blob) resolve(new File([blob], 'drawing.png', { type: 'image/png' }));
      else reject(new Error(say('no-drawing')));
    }, 'image/png');
  });
}
