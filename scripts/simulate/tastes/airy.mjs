/** Likes what is light and open: a shape that leaves much free around it, with a long outline, in pale colours. */
export default function airy(rgba, width, height) {
  const opaque = (x, y) => x >= 0 && y >= 0 && x < width && y < height && rgba[(y * width + x) * 4 + 3] > 127;
  let [count, outline, light] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!opaque(x, y)) continue;
      const i = (y * width + x) * 4;
      count++;
      light += Math.min(rgba[i], rgba[i + 1], rgba[i + 2]) / 255;
      if (!(opaque(x - 1, y) && opaque(x + 1, y) && opaque(x, y - 1) && opaque(x, y + 1))) outline++;
    }
  }
  if (count === 0) return 0;
  return light / count + outline / Math.sqrt(count) / 10 - count / (width * height);
}
