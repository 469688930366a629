import { readCheckpoint, writeCheckpoint } from '#training/checkpoint.ts';
const now = await readCheckpoint('models/vae/weights');
const next = await readCheckpoint('data/runs/sharp3/checkpoint');
const { id: _, ...info } = next.info;
const same = Object.keys(next.weights).filter((n) => n.startsWith('encoder')).every((n) => next.weights[n]!.data.every((v, i) => v === now.weights[n]!.data[i]));
console.log('encoder same', same, Object.keys(next.weights).length, Object.keys(now.weights).length);
const { directory } = await writeCheckpoint({ info: { ...info, parent: now.info.id }, weights: next.weights, codeTable: now.codeTable, prior: now.prior }, () => 'data/runs/third/checkpoint');
console.log(directory);
