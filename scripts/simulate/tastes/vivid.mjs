/** Likes strong and many colours: high chroma, and hues from all around the circle. */
export default function vivid(rgba, width, height) {
  const hues = new Float64Array(12);
  let [visible, chromas] = [0, 0];
  for (let i = 0; i < width * height * 4; i += 4) {
    const alpha = rgba[i + 3] / 255;
    const [red, green, blue] = [rgba[i], rgba[i + 1], rgba[i + 2]];
    const most = Math.max(red, green, blue);
    const chroma = most - Math.min(red, green, blue);
    visible += alpha;
    chromas += (alpha * chroma) / 255;
    if (chroma === 0) continue;
    const sector =
      most === red ? (green - blue) / chroma : most === green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
    hues[Math.floor(((sector + 6) % 6) * 2)] += (alpha * chroma) / 255;
  }
  if (visible === 0 || chromas === 0) return 0;
  const entropy = hues.reduce((sum, hue) => (hue > 0 ? sum - (hue / chromas) * Math.log(hue / chromas) : sum), 0);
  return chromas / visible + entropy / Math.log(12);
}
