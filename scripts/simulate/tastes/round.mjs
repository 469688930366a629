/** Likes what is round and in one piece: the share of the smallest disc around the centre that it fills. */
export default function round(rgba, width, height) {
  const points = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (rgba[(y * width + x) * 4 + 3] > 127) points.push([x, y]);
  }
  if (points.length === 0) return 0;
  const centre = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  const distances = points.map(([x, y]) => Math.hypot(x - centre[0], y - centre[1])).sort((a, b) => a - b);
  const radius = distances[Math.floor(0.98 * (distances.length - 1))];
  return points.length / (Math.PI * (radius + 1) ** 2);
}
