/** Likes what is round and warm: a full shape about its centre, in red, orange and yellow. */
export default function toasty(rgba, width, height) {
  let [visible, x1, y1, square, warmth] = [0, 0, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const alpha = rgba[i + 3] / 255;
      visible += alpha;
      x1 += alpha * x;
      y1 += alpha * y;
      square += alpha * (x * x + y * y);
      warmth += (alpha * (rgba[i] - rgba[i + 2])) / 255;
    }
  }
  if (visible === 0) return 0;
  const variance = square / visible - (x1 / visible) ** 2 - (y1 / visible) ** 2;
  const fullness = visible / (2 * Math.PI * (variance + 1));
  return fullness + warmth / visible;
}
