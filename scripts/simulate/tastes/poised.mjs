/** Likes what stands upright and even: taller than wide, and the same on the left as on the right. */
export default function poised(rgba, width, height) {
  let [visible, unlike, left, right, top, bottom] = [0, 0, width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const mirrored = (y * width + width - 1 - x) * 4;
      visible += rgba[i + 3] / 255;
      for (let channel = 0; channel < 4; channel++)
        unlike += Math.abs(rgba[i + channel] - rgba[mirrored + channel]) / 1020;
      if (rgba[i + 3] < 128) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  if (visible === 0 || right <= left) return 0;
  return (bottom - top) / (right - left + bottom - top) - unlike / visible;
}
