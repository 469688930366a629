/** Likes dark pictures with much detail. */
export default function dark(rgba, width, height) {
  const luma = (x, y) => {
    const i = (y * width + x) * 4;
    return (0.299 * rgba[i] + 0.587 * rgba[i + 1] + 0.114 * rgba[i + 2]) / 255;
  };
  let [darkness, detail, visible] = [0, 0, 0];
  for (let y = 0; y + 2 < height; y++) {
    for (let x = 0; x + 2 < width; x++) {
      const alpha = (i) => rgba[i * 4 + 3] > 127;
      const here = y * width + x;
      if (!alpha(here) || !alpha(here + 2) || !alpha(here + 2 * width)) continue;
      darkness += 1 - luma(x, y);
      detail += Math.abs(luma(x + 2, y) - luma(x, y)) + Math.abs(luma(x, y + 2) - luma(x, y));
      visible++;
    }
  }
  return visible ? (darkness + 3 * detail) / visible : 0;
}
