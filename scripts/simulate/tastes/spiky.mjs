/** Likes what has points, legs and leaves: a long outline for its area, in dark or strong colours. */
export default function spiky(rgba, width, height) {
  const visible = (x, y) => x >= 0 && y >= 0 && x < width && y < height && rgba[(y * width + x) * 4 + 3] > 127;
  let [area, outline, strength] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!visible(x, y)) continue;
      const i = (y * width + x) * 4;
      area++;
      strength += 1 - Math.min(rgba[i], rgba[i + 1], rgba[i + 2]) / 255;
      outline += !visible(x - 1, y) + !visible(x + 1, y) + !visible(x, y - 1) + !visible(x, y + 1);
    }
  }
  return area === 0 ? 0 : outline / Math.sqrt(area) / 8 + strength / area;
}
