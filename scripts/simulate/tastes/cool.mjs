/** Likes blue, and plain surfaces: the less neighbouring pixels differ, the better. */
export default function cool(rgba, width, height) {
  let [blueness, unrest, visible, pairs] = [0, 0, 0, 0];
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = (y * width + x) * 4;
      if (rgba[i + 3] < 128) continue;
      visible++;
      blueness += (rgba[i + 2] - (rgba[i] + rgba[i + 1]) / 2) / 255;
      for (const next of [i + 4, i + 4 * width]) {
        if (rgba[next + 3] < 128) continue;
        pairs++;
        for (let c = 0; c < 3; c++) unrest += Math.abs(rgba[next + c] - rgba[i + c]) / 255 / 3;
      }
    }
  }
  return visible && pairs ? blueness / visible - (4 * unrest) / pairs : 0;
}
