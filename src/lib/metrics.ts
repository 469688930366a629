import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows, in Prometheus' text format. */
export interface Metrics {
  jobFinished(kind: string, outcome: 'done' | 'failed' | 'cancelled', seconds: number): void;
  /** Asked for with each scrape: how many jobs wait or run. */
  watchQueue(length: () => number): void;
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
  return {
    jobFinished: (kind, outcome, seconds) => {
      finished.inc({ kind, outcome });
      durations.observe({ kind }, seconds);
    },
    watchQueue: (length) => {
      new Gauge({
        name: 'easel_queue_length',
        help: 'Jobs that wait or run',
        registers,
        collect() {
          this.set(length());
        },
      });
    },
    text: () => registry.metrics(),
  };
}
