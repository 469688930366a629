import sharp from 'sharp';
for (const style of process.argv.slice(2)) {
  const file = `/tmp/comp/${style}-compositions.png`;
  const { width, height } = await sharp(file).metadata();
  const half = Math.ceil(width! / 2), h2 = Math.ceil(height! / 2);
  let n = 0;
  for (const [left, top] of [[0, 0], [half, 0], [0, h2], [half, h2]]) await sharp(file).extract({ left: left!, top: top!, width: Math.min(half, width! - left!), height: Math.min(h2, height! - top!) }).toFile(`/tmp/comp/${style}-${n++}.png`);
  console.log(width, height);
}
