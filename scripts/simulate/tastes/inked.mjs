/** Likes strong contrast and a dark outline: what lies within three pixels of nothing is to be dark, the rest light. */
export default function inked(rgba, width, height) {
  const visible = (x, y) => x >= 0 && y >= 0 && x < width && y < height && rgba[(y * width + x) * 4 + 3] > 127;
  let [rim, rims, inner, inners, square] = [0, 0, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!visible(x, y)) continue;
      const i = (y * width + x) * 4;
      const luma = (0.299 * rgba[i] + 0.587 * rgba[i + 1] + 0.114 * rgba[i + 2]) / 255;
      if (visible(x - 3, y) && visible(x + 3, y) && visible(x, y - 3) && visible(x, y + 3)) {
        inner += luma;
        square += luma * luma;
        inners++;
      } else {
        rim += luma;
        rims++;
      }
    }
  }
  if (inners === 0 || rims === 0) return 0;
  const contrast = Math.sqrt(Math.max(0, square / inners - (inner / inners) ** 2));
  return inner / inners - rim / rims + contrast;
}
