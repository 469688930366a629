import { expect, test } from 'vitest';
import { createMetrics } from '#lib/metrics.ts';

test('batches and the device are told as they are at the time of asking', async () => {
  const metrics = createMetrics();
  let device = 'cpu';
  metrics.watchDevice(async () => device);
  metrics.batchFinished('decode', 4, 0.03);
  metrics.batchFinished('decode', 16, 0.3);
  const text = await metrics.text();
  expect(text).toContain('easel_batch_size_bucket{le="8",kind="decode"} 1');
  expect(text).toContain('easel_batch_size_sum{kind="decode"} 20');
  expect(text).toContain('easel_batch_seconds_count{kind="decode"} 2');
  expect(text).toContain('easel_device_info{device="cpu"} 1');
  device = 'webgpu';
  expect(await metrics.text()).not.toContain('device="cpu"');
});

test('stages, votes and training runs are there to be read', async () => {
  const metrics = createMetrics();
  metrics.stageFinished('render', 0.02);
  metrics.marked('up');
  metrics.marked('up');
  let runs: Record<string, number> = { done: 2, running: 1 };
  metrics.watchTraining(async () => runs);
  const text = await metrics.text();
  expect(text).toContain('easel_stage_seconds_count{stage="render"} 1');
  expect(text).toContain('easel_marks_total{mark="up"} 2');
  expect(text).toContain('easel_training_runs{state="running"} 1');
  runs = { done: 3 };
  const after = await metrics.text();
  expect(after).toContain('easel_training_runs{state="done"} 3');
  expect(after).not.toContain('state="running"');
});

test('a device that does not answer leaves the other figures readable', async () => {
  const metrics = createMetrics();
  metrics.watchDevice(() => Promise.reject(new Error('gone')));
  metrics.watchQueue(async () => 3);
  const text = await metrics.text();
  expect(text).toContain('easel_queue_length 3');
  expect(text).not.toContain('easel_device_info{');
});
