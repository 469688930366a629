import { clampChroma, converter, formatHex, type Oklch, parse, wcagContrast } from 'culori';

const toOklch = converter('oklch');
const toOklab = converter('oklab');

/** Colours that belong together: a ground, what is set on it, and an ornament between both. */
export interface Ground {
  ground: string;
  /** The ground's other end. */
  deeper: string;
  ornament: string;
  /** To be read on both: a contrast of 7 (WCAG's AAA) where there is one, and never less than 4.5 (AA). */
  ink: string;
}

const legible = 7;
const hex = (l: number, c: number, h: number) => formatHex(clampChroma({ mode: 'oklch', l, c, h }, 'oklch'));

/** Light colours in the hue that pictures mostly have: premultiplied RGBA; of another colour where one is asked for. */
export function groundFor(pictures: readonly Uint8Array[], asked?: string): Ground {
  const colour = asked === undefined ? undefined : (toOklch(parse(asked)) as Oklch | undefined);
  const { h = 250, c } = colour ?? meanOf(pictures);
  const chroma = Math.min(0.05, c);
  const l = colour ? colour.l : 0.94;
  const ground = colour ? hex(l, c, h) : hex(l, chroma, h);
  // Away from what is read on it.
  const isLight = wcagContrast('#000', ground) > wcagContrast('#fff', ground);
  const deeper = colour ? hex(l + (isLight ? 0.05 : -0.05), c, h + 8) : hex(0.89, 1.3 * chroma, h + 20);
  const ornament = hex(l > 0.6 ? l - 0.14 : l + 0.16, Math.min(0.09, c + 0.02), h);
  return { ground, deeper, ornament, ink: inkOn([ground, deeper], h) };
}

/** The darkest or the lightest of a hue, whichever is read better, as coloured as can be read. */
function inkOn(grounds: readonly string[], hue: number): string {
  const worst = (ink: string) => Math.min(...grounds.map((ground) => wcagContrast(ink, ground)));
  const tinted = [hex(0.3, 0.09, hue), hex(0.98, 0.02, hue), '#000000', '#ffffff'];
  const enough = tinted.find((ink) => worst(ink) >= legible);
  return enough ?? tinted.reduce((best, ink) => (worst(ink) > worst(best) ? ink : best));
}

/** The hue that pictures have on the whole, the more coloured a place the more it counts. */
function meanOf(pictures: readonly Uint8Array[]): Pick<Oklch, 'c' | 'h'> {
  let [a, b, weight] = [0, 0, 0];
  for (const picture of pictures) {
    for (let i = 0; i < picture.length; i += 4 * 61) {
      const alpha = picture[i + 3]!;
      if (alpha < 128) continue;
      const of = (channel: number) => Math.min(1, picture[i + channel]! / alpha);
      const lab = toOklab({ mode: 'rgb', r: of(0), g: of(1), b: of(2) });
      [a, b, weight] = [a + lab.a, b + lab.b, weight + 1];
    }
  }
  if (weight === 0) return { c: 0.03, h: 250 };
  return { c: Math.hypot(a, b) / weight, h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}
