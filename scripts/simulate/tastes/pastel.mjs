/** Likes pastel colours: light, and of some colour, but not of much. */
export default function pastel(rgba) {
  let [visible, score] = [0, 0];
  for (let i = 0; i < rgba.length; i += 4) {
    const share = rgba[i + 3] / 255;
    const most = Math.max(rgba[i], rgba[i + 1], rgba[i + 2]) / 255;
    const least = Math.min(rgba[i], rgba[i + 1], rgba[i + 2]) / 255;
    visible += share;
    score += share * (most - Math.abs(most - least - 0.25));
  }
  return visible === 0 ? 0 : score / visible;
}
