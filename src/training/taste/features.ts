import type { Features } from '../evaluation/features.ts';
import { type Axes, project } from './axes.ts';
import { lookNames } from './looks.ts';

/** What is known of a picture that taste may go by. */
export interface Sight {
  /** See `measureLook`. */
  look: Float32Array;
  style: string;
  /** Its code, where it is one of the checkpoint that the axes belong to. */
  code?: Float32Array;
}

/** What a checkpoint's pictures are described by. */
export interface Frame {
  axes: Axes;
  styles: readonly string[];
}

/** A row for each picture: its look, where its code lies (0 where that is another checkpoint's), its style. */
export function describeSights(sights: readonly Sight[], { axes, styles }: Frame): Features {
  const count = axes.deviations.length;
  const size = lookNames.length + count + styles.length;
  const values = new Float32Array(sights.length * size);
  for (const [row, { look, code, style }] of sights.entries()) {
    const start = row * size;
    values.set(look, start);
    if (code) values.set(project(code, axes), start + lookNames.length);
    const place = styles.indexOf(style);
    if (place >= 0) values[start + lookNames.length + count + place] = 1;
  }
  return { size, values };
}
