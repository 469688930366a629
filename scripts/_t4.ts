import { vae } from '#models/vae/model.ts';
import { openDevice } from '#tensor/device.ts';
import { createRun, emaWeights } from '#training/loop.ts';
import { loadDecoder } from '#training/networks.ts';

const c = vae.configFor({ styles: ['a', 'b', 'c', 'd', 'e', 'f'], size: 64 });
const w = emaWeights(createRun({ family: vae, config: c, seed: 1 }));
const dev = await openDevice('cpu');
const code = Float32Array.from({ length: 16 * 256 }, () => Math.random() * 2 - 1),
  style = Float32Array.from({ length: 16 * 6 }, (_, i) => (i % 6 === Math.floor(i / 6) % 6 ? 1 : 0));
let ref: Float32Array | undefined;
for (const b of [16, 4, 2, 1, 8]) {
  const t = performance.now();
  const d = await loadDecoder(vae, c, w, dev, b);
  const t1 = performance.now();
  const out = new Float32Array(16 * 16384);
  for (let i = 0; i < 16; i += b) {
    const r = await d.run({
      code: code.slice(i * 256, (i + b) * 256),
      style: style.slice(i * 6, (i + b) * 6),
      keep: new Float32Array(b).fill(1),
    });
    out.set(r.image as Float32Array, i * 16384);
  }
  const t2 = performance.now();
  ref ??= out;
  let diff = 0,
    m = 0;
  out.forEach((v, i) => {
    if (v !== ref![i]) {
      diff++;
      m = Math.max(m, Math.abs(v - ref![i]!));
    }
  });
  console.log(
    'bucket',
    b,
    'load',
    (t1 - t).toFixed(0),
    'run16',
    (t2 - t1).toFixed(0),
    'differs',
    diff,
    m,
    (process.memoryUsage().rss / 1e6).toFixed(0),
  );
}
