import { bend, blob, dot, line, type Mark, round, shape, tint } from './marks.ts';

/** Something that people draw, by marks that were thought up for it, not taken from any picture. */
export interface Subject {
  name: string;
  /** Emoji that show it; any of them counts. */
  emoji: string;
  /** With one pen, and with coloured ones. */
  plain: Mark[];
  coloured: Mark[];
}

const face = (x: number, y: number, apart: number): Mark[] => [dot(x - apart, y, 2.5), dot(x + apart, y, 2.5)];
const smile = bend([34, 62], [42, 71], [50, 73], [58, 71], [66, 62]);
const heart = blob([50, 32], [62, 17], [82, 20], [86, 42], [70, 66], [50, 88], [30, 66], [14, 42], [18, 20], [38, 17]);
const catHead = blob([20, 22], [36, 34], [64, 34], [80, 22], [84, 52], [72, 78], [50, 86], [28, 78], [16, 52]);
const whiskers = [line([30, 62], [8, 58]), line([30, 67], [8, 72]), line([70, 62], [92, 58]), line([70, 67], [92, 72])];
const roof = shape([10, 48], [50, 12], [90, 48]);
const walls = shape([20, 48], [80, 48], [80, 88], [20, 88]);
const door = shape([43, 62], [57, 62], [57, 88], [43, 88]);
const panes = [shape([26, 56], [37, 56], [37, 67], [26, 67]), shape([63, 56], [74, 56], [74, 67], [63, 67])];
const rays = Array.from({ length: 10 }, (_, i) => {
  const [x, y] = [Math.cos((i * Math.PI) / 5), Math.sin((i * Math.PI) / 5)];
  return line([50 + 28 * x, 50 + 28 * y], [50 + 44 * x, 50 + 44 * y]);
});
const crown = blob([50, 8], [76, 16], [88, 36], [78, 58], [50, 64], [22, 58], [12, 36], [24, 16]);
const trunk = shape([43, 62], [57, 62], [60, 94], [40, 94]);
const fish = blob([8, 50], [26, 32], [50, 28], [74, 46], [74, 54], [50, 72], [26, 68]);
const tail = shape([73, 50], [94, 30], [94, 70]);
const apple = blob([50, 32], [68, 24], [86, 38], [84, 64], [66, 90], [50, 85], [34, 90], [16, 64], [14, 38], [32, 24]);
const stalk = bend([50, 32], [51, 22], [56, 12]);
const leaf = blob([56, 18], [68, 8], [80, 10], [70, 20]);
const slice = shape([12, 24], [88, 24], [50, 94]);
const crust = blob([8, 22], [28, 11], [50, 8], [72, 11], [92, 22], [72, 25], [50, 21], [28, 25]);
const car = shape([6, 66], [8, 50], [26, 46], [36, 28], [66, 28], [78, 46], [94, 52], [94, 66]);
const wheels = [round(28, 68, 10), round(72, 68, 10)];
const starPoints = Array.from({ length: 10 }, (_, i): [number, number] => {
  const [angle, far] = [((i - 2.5) * Math.PI) / 5, i % 2 === 0 ? 44 : 18];
  return [50 + far * Math.cos(angle), 52 + far * Math.sin(angle)];
});
const moon = blob([62, 8], [34, 16], [18, 42], [24, 72], [50, 92], [80, 86], [56, 72], [46, 50], [50, 26]);
const snow = [round(50, 70, 24, 22), round(50, 34, 17)];
const hat = [line([30, 20], [70, 20]), shape([38, 20], [39, 4], [61, 4], [62, 20])];
const petals = Array.from({ length: 9 }, (_, i) => {
  const angle = (i * 2 * Math.PI) / 9;
  return round(50 + 21 * Math.cos(angle), 34 + 21 * Math.sin(angle), 8);
});
const stem = bend([50, 58], [51, 76], [50, 96]);
const canopy = bend([8, 52], [14, 26], [34, 10], [50, 8], [66, 10], [86, 26], [92, 52]);
const scallops = bend([8, 52], [22, 45], [36, 52], [50, 45], [64, 52], [78, 45], [92, 52]);
const pole = bend([50, 8], [50, 60], [50, 84], [44, 92], [36, 86]);
const banana = blob([84, 10], [90, 14], [86, 46], [62, 76], [26, 88], [10, 82], [14, 76], [40, 66], [66, 42], [78, 18]);
const cone = shape([30, 48], [70, 48], [50, 96]);
const scoop = blob([28, 48], [28, 28], [40, 14], [50, 10], [60, 14], [72, 28], [72, 48]);
const cherries = [round(30, 72, 17), round(72, 76, 17)];
const stalks = [bend([30, 55], [38, 32], [62, 10]), bend([72, 59], [72, 34], [62, 10])];
const ghost = blob(
  [18, 88],
  [20, 38],
  [34, 14],
  [50, 8],
  [66, 14],
  [80, 38],
  [82, 88],
  [68, 78],
  [58, 88],
  [42, 78],
  [32, 88],
);
const ears = [round(22, 22, 12), round(78, 22, 12)];
const bunny = [
  round(50, 66, 28, 24),
  blob([34, 46], [26, 12], [36, 6], [46, 42]),
  blob([66, 46], [74, 12], [64, 6], [54, 42]),
];
const snout = [round(50, 62, 15, 11), dot(45, 62, 2.5), dot(55, 62, 2.5)];
const pigEars = [shape([20, 34], [16, 10], [38, 20]), shape([80, 34], [84, 10], [62, 20])];
const cactus = blob(
  [42, 94],
  [42, 66],
  [22, 62],
  [18, 34],
  [28, 32],
  [30, 50],
  [42, 52],
  [42, 14],
  [50, 6],
  [58, 14],
  [58, 60],
  [70, 56],
  [72, 38],
  [82, 38],
  [80, 64],
  [58, 72],
  [58, 94],
);
const bow = [round(26, 50, 19), line([45, 50], [94, 50]), line([82, 50], [82, 64]), line([92, 50], [92, 62])];
const balloon = [
  round(50, 38, 28, 32),
  shape([46, 70], [54, 70], [50, 76]),
  bend([50, 76], [46, 84], [54, 90], [50, 98]),
];
const king = shape([10, 80], [8, 30], [30, 52], [50, 18], [70, 52], [92, 30], [90, 80]);
const wings = [
  blob([48, 48], [30, 16], [8, 16], [10, 42], [46, 52]),
  blob([52, 48], [70, 16], [92, 16], [90, 42], [54, 52]),
  blob([46, 52], [18, 58], [20, 84], [36, 84], [48, 58]),
  blob([54, 52], [82, 58], [80, 84], [64, 84], [52, 58]),
];
const insect = [round(50, 52, 3.5, 26), bend([49, 28], [44, 16], [36, 12]), bend([51, 28], [56, 16], [64, 12])];
const berry = blob([50, 94], [24, 70], [16, 42], [32, 26], [50, 30], [68, 26], [84, 42], [76, 70]);
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
