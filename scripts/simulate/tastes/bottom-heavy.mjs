/** Likes what rests on the ground: broad and dark below, narrow and light above. */
export default function bottomHeavy(rgba, width, height) {
  const halves = [0, 1].map((half) => {
    let [visible, light] = [0, 0];
    for (let y = (half * height) / 2; y < ((half + 1) * height) / 2; y++) {
      for (let x = 0; x < width; x++) {
        const i = (Math.floor(y) * width + x) * 4;
        visible += rgba[i + 3] / 255;
        light += ((rgba[i + 3] / 255) * (0.299 * rgba[i] + 0.587 * rgba[i + 1] + 0.114 * rgba[i + 2])) / 255;
      }
    }
    return { visible, light: visible === 0 ? 0 : light / visible };
  });
  const [above, below] = halves;
  if (above.visible + below.visible === 0) return 0;
  return (below.visible - above.visible) / (above.visible + below.visible) + above.light - below.light;
}
