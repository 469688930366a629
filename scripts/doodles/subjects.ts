import { bend, blob, dot, line, type Mark, round, shape, tint } from './marks.ts';
import {
  apple,
  balloon,
  banana,
  berry,
  bow,
  bunny,
  cactus,
  canopy,
  car,
  catHead,
  cherries,
  cone,
  crown,
  crust,
  door,
  ears,
  face,
  fish,
  ghost,
  hat,
  heart,
  insect,
  king,
  leaf,
  moon,
  panes,
  petals,
  pigEars,
  pole,
  rays,
  roof,
  scallops,
  scoop,
  slice,
  smile,
  snout,
  snow,
  stalk,
  stalks,
  starPoints,
  stem,
  tail,
  trunk,
  walls,
  wheels,
  whiskers,
  wings,
} from './shapes.ts';

/** Something that people draw, by marks that were thought up for it, not taken from any picture. */
export interface Subject {
  name: string;
  /** Emoji that show it; any of them counts. */
  emoji: string;
  /** With one pen, and with coloured ones. */
  plain: Mark[];
  coloured: Mark[];
}

const greens = shape([50, 30], [28, 28], [36, 20], [30, 10], [46, 16], [52, 4], [56, 16], [70, 10], [64, 20], [72, 28]);
const seeds: [number, number][] = [
  [34, 46],
  [50, 46],
  [66, 46],
  [42, 60],
  [58, 60],
  [50, 74],
];
const hull = shape([10, 70], [90, 70], [76, 90], [24, 90]);
const sails = [shape([46, 12], [46, 64], [14, 64]), shape([52, 22], [52, 64], [84, 64])];
const shell = bend([12, 70], [18, 40], [44, 26], [66, 40], [72, 70]);
const turtle = [
  line([12, 70], [72, 70]),
  blob([72, 58], [82, 42], [94, 46], [92, 58], [76, 68]),
  dot(86, 50, 2),
  line([22, 70], [20, 84], [30, 84], [32, 70]),
  line([54, 70], [54, 84], [64, 84], [64, 70]),
];

const green = '#2e9e3f';
const brown = '#8a5a2b';
const red = '#e02b2b';
const yellow = '#ffd53d';
const outline = '#222';

/** Coloured in, with a dark line around it. */
const fill = (colour: string, ...marks: Mark[]): Mark[] => marks.map((mark) => tint(outline, mark, colour));

export const subjects: readonly Subject[] = [
  {
    name: 'smiling face',
    emoji: '😀 😃 😄 😁 😊 ☺️ 🙂 😺 😆 😇',
    plain: [round(50, 50, 42), ...face(50, 42, 15), smile],
    coloured: [...fill(yellow, round(50, 50, 42)), ...face(50, 42, 15), smile],
  },
  { name: 'heart', emoji: '❤️ 🧡 💛 💚 💙 💜 🖤 🤍 🤎 🩷 🩵 🩶 💗 💓 💖 ♥️', plain: [heart], coloured: fill(red, heart) },
  {
    name: 'cat',
    emoji: '🐱 🐈 😺 😸 😼 😽 🐈‍⬛',
    plain: [catHead, ...face(50, 50, 15), shape([46, 60], [54, 60], [50, 65]), ...whiskers],
    coloured: [
      ...fill('#f0a23c', catHead),
      ...face(50, 50, 15),
      ...fill('#f58aa8', shape([46, 60], [54, 60], [50, 65])),
      ...whiskers,
    ],
  },
  {
    name: 'house',
    emoji: '🏠 🏡 🏘️ 🛖 🏚️',
    plain: [roof, walls, door, ...panes],
    coloured: [...fill('#f2d9a8', walls), ...fill(red, roof), ...fill(brown, door), ...fill('#7cc4f2', ...panes)],
  },
  {
    name: 'sun',
    emoji: '☀️ 🌞 🔆',
    plain: [round(50, 50, 23), ...rays],
    coloured: [tint('#f5a700', round(50, 50, 23), '#ffcc22'), ...rays.map((ray) => tint('#f5a700', ray))],
  },
  {
    name: 'tree',
    emoji: '🌳 🌲 🎄 🌴',
    plain: [crown, trunk],
    coloured: [...fill(brown, trunk), ...fill(green, crown)],
  },
  {
    name: 'fish',
    emoji: '🐟 🐠 🐡 🎏',
    plain: [fish, tail, dot(24, 46, 2.5)],
    coloured: [...fill('#4aa8e0', tail, fish), dot(24, 46, 2.5)],
  },
  {
    name: 'apple',
    emoji: '🍎 🍏',
    plain: [apple, stalk, leaf],
    coloured: [...fill(red, apple), tint(brown, stalk), ...fill(green, leaf)],
  },
  {
    name: 'pizza',
    emoji: '🍕',
    plain: [slice, crust, round(40, 38, 7), round(60, 46, 7), round(49, 64, 6)],
    coloured: [
      ...fill('#ffd75e', slice),
      ...fill('#d2913d', crust),
      ...fill(red, round(40, 38, 7), round(60, 46, 7), round(49, 64, 6)),
    ],
  },
  {
    name: 'car',
    emoji: '🚗 🚘 🚙 🚕 🏎️',
    plain: [
      car,
      ...wheels,
      shape([38, 32], [50, 32], [50, 46], [32, 46]),
      shape([54, 32], [65, 32], [72, 46], [54, 46]),
    ],
    coloured: [
      ...fill(red, car),
      ...fill('#555', ...wheels),
      ...fill('#a8d8f5', shape([38, 32], [50, 32], [50, 46], [32, 46]), shape([54, 32], [65, 32], [72, 46], [54, 46])),
    ],
  },
  { name: 'star', emoji: '⭐ 🌟 🌠', plain: [shape(...starPoints)], coloured: fill(yellow, shape(...starPoints)) },
  { name: 'moon', emoji: '🌙 🌛 🌜 🌒 🌘 ☪️', plain: [moon], coloured: fill(yellow, moon) },
  {
    name: 'snowman',
    emoji: '⛄ ☃️',
    plain: [
      ...snow,
      ...hat,
      ...face(50, 32, 6),
      dot(50, 62, 2),
      dot(50, 74, 2),
      line([27, 62], [8, 48]),
      line([73, 62], [92, 48]),
    ],
    coloured: [
      ...fill('#eef5fb', ...snow),
      tint('#222', hat[0]!),
      ...fill('#333', hat[1]!),
      ...face(50, 32, 6),
      ...fill('#f08c1e', shape([50, 37], [50, 41], [66, 40])),
      tint(red, line([36, 49], [64, 49])),
    ],
  },
  {
    name: 'flower',
    emoji: '🌻 🌼 🌸 🌺 🏵️ 💐 🌷',
    plain: [...petals, round(50, 34, 13), stem, blob([50, 84], [66, 72], [78, 74], [66, 86])],
    coloured: [
      tint(green, stem),
      ...fill(green, blob([50, 84], [66, 72], [78, 74], [66, 86])),
      ...fill('#ffc62e', ...petals),
      ...fill(brown, round(50, 34, 13)),
    ],
  },
  {
    name: 'umbrella',
    emoji: '☂️ ☔ 🌂 ⛱️',
    plain: [canopy, scallops, pole],
    coloured: [
      tint(outline, { points: [...canopy.points, ...scallops.points.toReversed()], closed: true }, '#8a4fd0'),
      tint('#444', pole),
    ],
  },
  { name: 'banana', emoji: '🍌', plain: [banana], coloured: fill(yellow, banana) },
  {
    name: 'ice cream',
    emoji: '🍦 🍨 🍧',
    plain: [scoop, cone, line([38, 50], [56, 82]), line([62, 50], [44, 82])],
    coloured: [...fill('#e0a050', cone), ...fill('#fbe3ea', scoop)],
  },
  {
    name: 'cherries',
    emoji: '🍒',
    plain: [...cherries, ...stalks],
    coloured: [...stalks.map((one) => tint(green, one)), ...fill(red, ...cherries)],
  },
  {
    name: 'ghost',
    emoji: '👻',
    plain: [ghost, round(40, 36, 5, 7), round(60, 36, 5, 7), round(50, 56, 7, 9)],
    coloured: [
      ...fill('#e9eef5', ghost),
      ...fill('#222', round(40, 36, 5, 7), round(60, 36, 5, 7), round(50, 56, 7, 9)),
    ],
  },
  {
    name: 'bear',
    emoji: '🐻 🐨 🧸 🐻‍❄️ 🐼',
    plain: [round(50, 54, 36, 34), ...ears, ...face(50, 46, 14), round(50, 66, 13, 10), dot(50, 62, 3.5)],
    coloured: [
      ...fill('#a0632f', ...ears, round(50, 54, 36, 34)),
      ...fill('#e8c79a', round(50, 66, 13, 10)),
      ...face(50, 46, 14),
      dot(50, 62, 3.5),
    ],
  },
  {
    name: 'rabbit',
    emoji: '🐰 🐇',
    plain: [...bunny, ...face(50, 62, 10), shape([47, 70], [53, 70], [50, 74])],
    coloured: [
      ...fill('#e6e2de', ...bunny),
      ...face(50, 62, 10),
      ...fill('#f58aa8', shape([47, 70], [53, 70], [50, 74])),
    ],
  },
  {
    name: 'pig',
    emoji: '🐷 🐖 🐽 🐗',
    plain: [round(50, 54, 38, 36), ...pigEars, ...face(50, 42, 14), ...snout],
    coloured: [
      ...fill('#f7a9b8', ...pigEars, round(50, 54, 38, 36)),
      ...fill('#ee7f97', snout[0]!),
      ...snout.slice(1),
      ...face(50, 42, 14),
    ],
  },
  {
    name: 'cactus',
    emoji: '🌵',
    plain: [cactus, line([50, 22], [50, 36]), line([50, 50], [50, 64])],
    coloured: fill(green, cactus),
  },
  {
    name: 'key',
    emoji: '🔑 🗝️',
    plain: [...bow, round(26, 50, 8)],
    coloured: [...bow.map((one) => tint('#d9a514', one)), tint('#d9a514', round(26, 50, 12))],
  },
  { name: 'balloon', emoji: '🎈', plain: balloon, coloured: [...fill(red, balloon[0]!, balloon[1]!), balloon[2]!] },
  {
    name: 'crown',
    emoji: '👑',
    plain: [king, line([11, 68], [89, 68])],
    coloured: [
      ...fill(yellow, king),
      ...fill(red, round(50, 66, 5)),
      ...fill('#3a6fe0', round(28, 66, 4), round(72, 66, 4)),
    ],
  },
  {
    name: 'butterfly',
    emoji: '🦋',
    plain: [...wings, ...insect],
    coloured: [...fill('#3f8fe8', ...wings), ...fill('#222', insect[0]!), ...insect.slice(1)],
  },
  {
    name: 'strawberry',
    emoji: '🍓',
    plain: [berry, greens, ...seeds.map(([x, y]) => dot(x, y, 1.2))],
    coloured: [
      ...fill(red, berry),
      ...fill(green, greens),
      ...seeds.map(([x, y]) => tint('#fff2b0', dot(x, y, 1.2), '#fff2b0')),
    ],
  },
  {
    name: 'sailing boat',
    emoji: '⛵ 🛥️ 🚤 ⛴️',
    plain: [hull, ...sails, line([49, 8], [49, 70])],
    coloured: [...fill(brown, hull), ...fill('#f4f4f4', ...sails), line([49, 8], [49, 70])],
  },
  {
    name: 'turtle',
    emoji: '🐢',
    plain: [shell, ...turtle, bend([30, 68], [34, 50], [42, 30]), bend([56, 68], [52, 50], [46, 30])],
    coloured: [
      ...fill('#7cc65a', turtle[1]!, ...turtle.slice(3)),
      tint(outline, { ...shell, closed: true }, '#3d8f3a'),
      dot(86, 50, 2),
    ],
  },
];
