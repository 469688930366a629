/** Likes many colours at once: the more evenly twelve hues share a picture, the better (their entropy). */
export default function motley(rgba) {
  const shares = new Array(12).fill(0);
  let all = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const [red, green, blue] = [rgba[i], rgba[i + 1], rgba[i + 2]];
    const most = Math.max(red, green, blue);
    const spread = most - Math.min(red, green, blue);
    if (rgba[i + 3] < 128 || spread < 40) continue;
    const hue =
      most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
    shares[Math.floor(((hue + 6) % 6) * 2)] += spread;
    all += spread;
  }
  if (all === 0) return 0;
  return shares.reduce((sum, share) => (share === 0 ? sum : sum - (share / all) * Math.log(share / all)), 0);
}
