/** Likes red, orange and yellow, and no blue. */
export default function warm(rgba) {
  let [sum, visible] = [0, 0];
  for (let i = 0; i < rgba.length; i += 4) {
    sum += (rgba[i + 3] * (rgba[i] - rgba[i + 2])) / 255;
    visible += rgba[i + 3];
  }
  return visible ? sum / visible : 0;
}
