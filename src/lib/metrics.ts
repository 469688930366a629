import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows, in Prometheus' text format. */
export interface Metrics {
  jobFinished(kind: string, outcome: 'done' | 'failed' | 'cancelled', seconds: number): void;
  /** A job starts: how long it waited, and how long it was told that it would wait, in milliseconds. */
  jobStarted(waited: number, promised: number): void;
  /** The device has done a batch of `size` pictures or codes. */
  batchFinished(kind: string, size: number, seconds: number): void;
  /** One part of a job is over: it was planned, painted, rendered as files or recorded. */
  stageFinished(stage: string, seconds: number): void;
  /** Somebody voted (`up`, `down`), marked a favourite, or took that back. */
  marked(mark: string): void;
  /** Asked for with each scrape: training runs of the whole installation, by state. */
  watchTraining(count: () => Promise<Record<string, number>>): void;
  /** Asked for with each scrape: the device in words. */
  watchDevice(describe: () => Promise<string>): void;
  /** Asked for with each scrape: how many jobs wait or run. */
  watchQueue(length: () => Promise<number>): void;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const finished = new Counter({
    name: 'easel_jobs_total',
    help: 'Jobs by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'easel_job_seconds',
    help: 'Time from asking to pictures, waiting included',
    labelNames: ['kind'],
    buckets: [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 30, 120],
    registers,
  });
  const waits = new Histogram({
    name: 'easel_wait_seconds',
    help: 'Time from asking to the start of painting',
    buckets: [0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120],
    registers,
  });
  const waitErrors = new Histogram({
    name: 'easel_wait_error_seconds',
    help: 'How far the waiting time that was told was from the one that came',
    buckets: [0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
    registers,
  });
  const stages = new Histogram({
    name: 'easel_stage_seconds',
    help: 'Time of each part of a job',
    labelNames: ['stage'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  const marks = new Counter({
    name: 'easel_marks_total',
    help: 'Votes and favourites, given or taken back',
    labelNames: ['mark'],
    registers,
  });
  const batchSizes = new Histogram({
    name: 'easel_batch_size',
    help: 'Pictures or codes that the device made in one go',
    labelNames: ['kind'],
    buckets: [1, 2, 4, 8, 16],
    registers,
  });
  const batchDurations = new Histogram({
    name: 'easel_batch_seconds',
    help: 'Time of one batch on the device',
    labelNames: ['kind'],
    buckets: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  return {
    batchFinished: (kind, size, seconds) => {
      batchSizes.observe({ kind }, size);
      batchDurations.observe({ kind }, seconds);
    },
    stageFinished: (stage, seconds) => stages.observe({ stage }, seconds),
    marked: (mark) => marks.inc({ mark }),
    watchTraining: (count) => {
      new Gauge({
        name: 'easel_training_runs',
        help: 'Training runs by state; none where the database does not answer',
        labelNames: ['state'],
        registers,
        async collect() {
          this.reset();
          const states = await count().catch(() => ({}));
          for (const [state, runs] of Object.entries(states)) this.set({ state }, runs);
        },
      });
    },
    watchDevice: (describe) => {
      new Gauge({
        name: 'easel_device_info',
        help: 'The device that paints, in a label; none where it does not answer',
        labelNames: ['device'],
        registers,
        async collect() {
          this.reset();
          const device = await describe().catch(() => undefined);
          if (device !== undefined) this.set({ device }, 1);
        },
      });
    },
    jobStarted: (waited, promised) => {
      waits.observe(waited / 1000);
      waitErrors.observe(Math.abs(waited - promised) / 1000);
    },
    jobFinished: (kind, outcome, seconds) => {
      finished.inc({ kind, outcome });
      durations.observe({ kind }, seconds);
    },
    watchQueue: (length) => {
      new Gauge({
        name: 'easel_queue_length',
        help: 'Jobs that wait or run',
        registers,
        async collect() {
          this.set(await length());
        },
      });
    },
    text: () => registry.metrics(),
  };
}
