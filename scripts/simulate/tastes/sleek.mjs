/** Likes what lies low and smooth: wider than tall, with as little change as can be from pixel to pixel. */
export default function sleek(rgba, width, height) {
  const luma = (i) => (0.299 * rgba[i] + 0.587 * rgba[i + 1] + 0.114 * rgba[i + 2]) / 255;
  let [left, right, top, bottom, change, visible] = [width, 0, height, 0, 0, 0];
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const i = (y * width + x) * 4;
      if (rgba[i + 3] < 128) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      visible++;
      change += Math.abs(luma(i + 4) - luma(i)) + Math.abs(luma(i + width * 4) - luma(i));
    }
  }
  if (visible === 0) return 0;
  return (right - left) / (right - left + bottom - top) - (4 * change) / visible;
}
