import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, type Random } from '#lib/random.ts';
import type { Fate, Line } from '../../test/helpers/line.ts';
import { startEasel } from '../soak/easel-process.ts';

/** What one person did, and what there is of an answer to it now. */
export interface Asked {
  name: string;
  /** Whether the platform took it as received; where not, it has told the person so by itself. */
  isTaken(): boolean;
  /** Whatever stands there in answer: the texts, and how many pictures each has. */
  answers(): { text: string; pictures: number }[];
}

/** People on an emulated platform. */
export interface Platform {
  /** How Easel gets there. */
  settings: Record<string, string>;
  line: Line;
  /** What it could not hand over it hands over later; the others tell the person that the bot did not respond. */
  handsOverLater: boolean;
  ready(): Promise<void>;
  /** Somebody new asks for a picture in a way of their choice, or for something that there is not. */
  ask(random: Random): Asked;
  /** The way of events is away, or there again. */
  cutEvents(away: boolean): void;
  requests(): number;
  /** What of them breaks the platform's rules. */
  faults(): string[];
  close(): Promise<void>;
}

export interface LineOptions {
  /** How many things people do. */
  times: number;
  seed: number;
  tell(text: string): void;
}

/** Share of the requests that fail while the platform is there. */
const failingShare = 0.3;
const failures: readonly Fate[] = ['error', 'cut', 'done, then cut'];
/** Between two things that people do, on average, in milliseconds. */
const pauseMs = 300;
/** So many people wait at most: how fast a busy machine paints is not what is looked at. */
const mostWaiting = 20;
/** From the end of an outage to the next, at most, and outages from the shortest to the longest, in milliseconds. */
const calmMs = 60_000;
const outageMs = { shortest: 1000, longest: 60_000 };
/** How long after the last outage nobody may be waiting any more. */
const settleMs = 120_000;
const isProgress = (text: string) => /in line|Painting…|[▰▱█░]/.test(text) || text === '';

/**
 * People ask for pictures on an emulated platform while three of ten requests fail, and all of them during outages. Then
 * everybody must have what they were promised, once, or have been told why not. Easel runs as in life.
 */
export async function disturbLine(open: () => Promise<Platform>, { times, seed, tell }: LineOptions) {
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'easel-line-'));
  const platform = await open();
  const { line } = platform;
  const easel = await startEasel({ DATA_DIR: folder, ...platform.settings });
  await platform.ready();

  let away: Fate | undefined;
  line.fate = () => away ?? (random.uniform() < failingShare ? failures[random.integer(failures.length)]! : 'through');
  const done = new AbortController();
  let outages = 0;
  const breakOff = async (): Promise<void> => {
    while (!done.signal.aborted) {
      await wait(calmMs * random.uniform(), undefined, { signal: done.signal }).catch(() => undefined);
      if (done.signal.aborted) return;
      const length = outageMs.shortest * (outageMs.longest / outageMs.shortest) ** random.uniform();
      away = random.uniform() < 0.5 ? 'error' : 'cut';
      const isDeaf = random.uniform() < 0.5;
      if (isDeaf) platform.cutEvents(true);
      tell(`away for ${(length / 1000).toFixed(0)} s${isDeaf ? ', and so are its events' : ''}`);
      outages++;
      await wait(length);
      if (isDeaf) platform.cutEvents(false);
      away = undefined;
    }
  };
  const breaking = breakOff();

  const isWaiting = (one: Asked) =>
    (one.isTaken() || platform.handsOverLater) &&
    !one.answers().some(({ text, pictures }) => pictures || !isProgress(text));
  const asked: Asked[] = [];
  while (asked.length < times) {
    await wait(2 * pauseMs * random.uniform());
    if (asked.filter(isWaiting).length >= mostWaiting) continue;
    asked.push(platform.ask(random));
    if (asked.length % 100 === 0) tell(`${asked.length} things done`);
  }
  done.abort();
  await breaking;

  const until = performance.now() + settleMs;
  const settledFrom = performance.now();
  for (let told = 0; asked.some(isWaiting) && performance.now() < until; told++) {
    if (told % 10 === 0) tell(`${asked.filter(isWaiting).length} people are waiting`);
    await wait(1000);
  }
  const settledMs = performance.now() - settledFrom;

  const taken = asked.filter((one) => one.isTaken());
  const lost = taken.filter((one) => !one.answers().length);
  const waiting = asked.filter(isWaiting);
  const most = (one: Asked) => (one.isTaken() || platform.handsOverLater ? 1 : 0);
  const twice = asked.filter((one) => one.answers().length > most(one));
  const painted = taken.filter((one) => one.answers().some(({ pictures }) => pictures));
  for (const [what, those] of Object.entries({ lost, waiting, twice })) {
    for (const one of those.slice(0, 10)) tell(`${what}: ${one.name}: ${JSON.stringify(one.answers())}`);
  }
  const figures = {
    asked: asked.length,
    // People who were told by the platform itself that the bot did not respond.
    untaken: asked.length - taken.length,
    painted: painted.length,
    told: taken.filter((one) => !isWaiting(one)).length - painted.length,
    requests: platform.requests(),
    failed: line.failed,
    outages,
    settledSeconds: Math.round(settledMs / 1000),
    faults: platform.faults().length,
    lost: lost.length,
    twice: twice.length,
    waiting: waiting.length,
  };
  for (const fault of [...platform.faults(), ...easel.errors()].slice(0, 10)) tell(fault);
  await easel.end('SIGTERM');
  await platform.close();
  await rm(folder, { recursive: true, force: true });
  return figures;
}
