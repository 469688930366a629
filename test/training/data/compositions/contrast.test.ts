import { beforeAll, expect, test } from 'vitest';
import { unpremultiply } from '#images/frame.ts';
import { createRandom } from '#lib/random.ts';
import { composeUpright, paint, viewOf } from '#training/data/compositions/compose.ts';
import { contrastOf } from '#training/data/compositions/contrast.ts';
import { type IconLibrary, openLibraries } from '#training/data/compositions/library.ts';
import { conceptsOf } from '#training/data/concepts.ts';
import { compositionCache } from '../../../helpers/compositions.ts';

/** As small as an emoji in a line of text. */
const size = 48;
type Rgb = [number, number, number];

let libraries: Map<string, IconLibrary>;
beforeAll(async () => {
  libraries = await openLibraries(compositionCache);
}, 60_000);

/** The contrast of the lightest and the darkest that is seen around each eye, the smaller of both; a few pixels left out. */
async function contrastAtEyes(style: string, subject: string, mood: string): Promise<number> {
  const drawn = (await composeUpright(libraries.get(style)!, { subject, mood }, createRandom(1)))!;
  const pixels = unpremultiply(await paint(drawn.part, size));
  const { left: fromX, top: fromY, side } = viewOf(drawn.part);
  const { left, right } = drawn.head.eyes;
  const near = 0.45 * (right.x - left.x);
  const contrasts = [left, right].map((eye) => {
    const seen = Array.from({ length: size * size }, (_, place): Rgb | undefined => {
      const x = fromX + (((place % size) + 0.5) * side) / size;
      const y = fromY + ((Math.floor(place / size) + 0.5) * side) / size;
      const [red, green, blue, alpha] = pixels.subarray(4 * place, 4 * place + 4);
      return alpha! > 250 && Math.hypot(x - eye.x, y - eye.y) < near ? [red!, green!, blue!] : undefined;
    }).filter((colour) => colour !== undefined);
    const byLight = seen.sort((a, b) => contrastOf(a, [0, 0, 0]) - contrastOf(b, [0, 0, 0]));
    return contrastOf(byLight[Math.floor(0.08 * seen.length)]!, byLight[Math.floor(0.92 * seen.length)]!);
  });
  return Math.min(...contrasts);
}

test.each([
  { style: 'noto', heads: '🐧 🐈‍⬛ 🐜 🎱' },
  { style: 'twemoji', heads: '🐧 🦍 🐈‍⬛ 🕷' },
])('$style: a mood on a dark head can be read, however small', async ({ style, heads }) => {
  for (const subject of conceptsOf(heads)) {
    for (const mood of conceptsOf('😄 😢 😮')) {
      expect(await contrastAtEyes(style, subject, mood), `${subject} ${mood}`).toBeGreaterThan(4.2);
    }
  }
});

test('an angry penguin has light brows on its black head, and a fox keeps its dark ones', async () => {
  const markup = async (subject: string) =>
    (await composeUpright(libraries.get('noto')!, { subject, mood: '1f620' }, createRandom(1)))!.part.markup;
  expect(await markup('1f427')).toContain('#fff6e8');
  expect(await markup('1f98a')).not.toContain('#fff6e8');
});
