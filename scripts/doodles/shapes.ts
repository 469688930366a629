import { bend, blob, dot, line, type Mark, round, shape, tint } from './marks.ts';

// In a square of 100 × 100.
export const face = (x: number, y: number, apart: number): Mark[] => [dot(x - apart, y, 2.5), dot(x + apart, y, 2.5)];
export const smile = bend([34, 62], [42, 71], [50, 73], [58, 71], [66, 62]);
export const heart = blob(
  [50, 32],
  [62, 17],
  [82, 20],
  [86, 42],
  [70, 66],
  [50, 88],
  [30, 66],
  [14, 42],
  [18, 20],
  [38, 17],
);
export const catHead = blob([20, 22], [36, 34], [64, 34], [80, 22], [84, 52], [72, 78], [50, 86], [28, 78], [16, 52]);
export const whiskers = [
  line([30, 62], [8, 58]),
  line([30, 67], [8, 72]),
  line([70, 62], [92, 58]),
  line([70, 67], [92, 72]),
];
export const roof = shape([10, 48], [50, 12], [90, 48]);
export const walls = shape([20, 48], [80, 48], [80, 88], [20, 88]);
export const door = shape([43, 62], [57, 62], [57, 88], [43, 88]);
export const panes = [shape([26, 56], [37, 56], [37, 67], [26, 67]), shape([63, 56], [74, 56], [74, 67], [63, 67])];
export const rays = Array.from({ length: 10 }, (_, i) => {
  const [x, y] = [Math.cos((i * Math.PI) / 5), Math.sin((i * Math.PI) / 5)];
  return line([50 + 28 * x, 50 + 28 * y], [50 + 44 * x, 50 + 44 * y]);
});
export const crown = blob([50, 8], [76, 16], [88, 36], [78, 58], [50, 64], [22, 58], [12, 36], [24, 16]);
export const trunk = shape([43, 62], [57, 62], [60, 94], [40, 94]);
export const fish = blob([8, 50], [26, 32], [50, 28], [74, 46], [74, 54], [50, 72], [26, 68]);
export const tail = shape([73, 50], [94, 30], [94, 70]);
export const apple = blob(
  [50, 32],
  [68, 24],
  [86, 38],
  [84, 64],
  [66, 90],
  [50, 85],
  [34, 90],
  [16, 64],
  [14, 38],
  [32, 24],
);
export const stalk = bend([50, 32], [51, 22], [56, 12]);
export const leaf = blob([56, 18], [68, 8], [80, 10], [70, 20]);
export const slice = shape([12, 24], [88, 24], [50, 94]);
export const crust = blob([8, 22], [28, 11], [50, 8], [72, 11], [92, 22], [72, 25], [50, 21], [28, 25]);
export const car = shape([6, 66], [8, 50], [26, 46], [36, 28], [66, 28], [78, 46], [94, 52], [94, 66]);
export const wheels = [round(28, 68, 10), round(72, 68, 10)];
export const starPoints = Array.from({ length: 10 }, (_, i): [number, number] => {
  const [angle, far] = [((i - 2.5) * Math.PI) / 5, i % 2 === 0 ? 44 : 18];
  return [50 + far * Math.cos(angle), 52 + far * Math.sin(angle)];
});
export const moon = blob([62, 8], [34, 16], [18, 42], [24, 72], [50, 92], [80, 86], [56, 72], [46, 50], [50, 26]);
export const snow = [round(50, 70, 24, 22), round(50, 34, 17)];
export const hat = [line([30, 20], [70, 20]), shape([38, 20], [39, 4], [61, 4], [62, 20])];
export const petals = Array.from({ length: 9 }, (_, i) => {
  const angle = (i * 2 * Math.PI) / 9;
  return round(50 + 21 * Math.cos(angle), 34 + 21 * Math.sin(angle), 8);
});
export const stem = bend([50, 58], [51, 76], [50, 96]);
export const canopy = bend([8, 52], [14, 26], [34, 10], [50, 8], [66, 10], [86, 26], [92, 52]);
export const scallops = bend([8, 52], [22, 45], [36, 52], [50, 45], [64, 52], [78, 45], [92, 52]);
export const pole = bend([50, 8], [50, 60], [50, 84], [44, 92], [36, 86]);
export const banana = blob(
  [84, 10],
  [90, 14],
  [86, 46],
  [62, 76],
  [26, 88],
  [10, 82],
  [14, 76],
  [40, 66],
  [66, 42],
  [78, 18],
);
export const cone = shape([30, 48], [70, 48], [50, 96]);
export const scoop = blob([28, 48], [28, 28], [40, 14], [50, 10], [60, 14], [72, 28], [72, 48]);
export const cherries = [round(30, 72, 17), round(72, 76, 17)];
export const stalks = [bend([30, 55], [38, 32], [62, 10]), bend([72, 59], [72, 34], [62, 10])];
export const ghost = blob(
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
export const ears = [round(22, 22, 12), round(78, 22, 12)];
export const bunny = [
  round(50, 66, 28, 24),
  blob([34, 46], [26, 12], [36, 6], [46, 42]),
  blob([66, 46], [74, 12], [64, 6], [54, 42]),
];
export const snout = [round(50, 62, 15, 11), dot(45, 62, 2.5), dot(55, 62, 2.5)];
export const pigEars = [shape([20, 34], [16, 10], [38, 20]), shape([80, 34], [84, 10], [62, 20])];
export const cactus = blob(
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
export const bow = [round(26, 50, 19), line([45, 50], [94, 50]), line([82, 50], [82, 64]), line([92, 50], [92, 62])];
export const balloon = [
  round(50, 38, 28, 32),
  shape([46, 70], [54, 70], [50, 76]),
  bend([50, 76], [46, 84], [54, 90], [50, 98]),
];
export const king = shape([10, 80], [8, 30], [30, 52], [50, 18], [70, 52], [92, 30], [90, 80]);
export const wings = [
  blob([48, 48], [30, 16], [8, 16], [10, 42], [46, 52]),
  blob([52, 48], [70, 16], [92, 16], [90, 42], [54, 52]),
  blob([46, 52], [18, 58], [20, 84], [36, 84], [48, 58]),
  blob([54, 52], [82, 58], [80, 84], [64, 84], [52, 58]),
];
export const insect = [round(50, 52, 3.5, 26), bend([49, 28], [44, 16], [36, 12]), bend([51, 28], [56, 16], [64, 12])];
export const berry = blob([50, 94], [24, 70], [16, 42], [32, 26], [50, 30], [68, 26], [84, 42], [76, 70]);

export const greens = shape(
  [50, 30],
  [28, 28],
  [36, 20],
  [30, 10],
  [46, 16],
  [52, 4],
  [56, 16],
  [70, 10],
  [64, 20],
  [72, 28],
);
export const seeds: [number, number][] = [
  [34, 46],
  [50, 46],
  [66, 46],
  [42, 60],
  [58, 60],
  [50, 74],
];
export const hull = shape([10, 70], [90, 70], [76, 90], [24, 90]);
export const sails = [shape([46, 12], [46, 64], [14, 64]), shape([52, 22], [52, 64], [84, 64])];
export const shell = bend([12, 70], [18, 40], [44, 26], [66, 40], [72, 70]);
export const turtle = [
  line([12, 70], [72, 70]),
  blob([72, 58], [82, 42], [94, 46], [92, 58], [76, 68]),
  dot(86, 50, 2),
  line([22, 70], [20, 84], [30, 84], [32, 70]),
  line([54, 70], [54, 84], [64, 84], [64, 70]),
];

export const green = '#2e9e3f';
export const brown = '#8a5a2b';
export const red = '#e02b2b';
export const yellow = '#ffd53d';
export const outline = '#222';

/** Coloured in, with a dark line around it. */
export const fill = (colour: string, ...marks: Mark[]): Mark[] => marks.map((mark) => tint(outline, mark, colour));
