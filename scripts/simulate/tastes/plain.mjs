/** Likes one large thing of one colour: what fills the picture, most of it in the colour that it has most of. */
export default function plain(rgba, width, height) {
  const counts = new Map();
  let visible = 0;
  for (let i = 0; i < width * height * 4; i += 4) {
    if (rgba[i + 3] < 128) continue;
    const colour = ((rgba[i] >> 5) * 8 + (rgba[i + 1] >> 5)) * 8 + (rgba[i + 2] >> 5);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    visible++;
  }
  if (visible === 0) return 0;
  return Math.max(...counts.values()) / visible + visible / (width * height);
}
