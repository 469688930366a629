import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '#lib/random.ts';
import { startEasel } from './easel-process.ts';
import { type Acknowledged, acknowledgedInWords, noFigures, type SoakFigures } from './figures.ts';

export interface SoakOptions {
  events: number;
  /** No more events are begun after so many minutes. */
  minutes: number;
  /** How many press at once while the studio is full. */
  people: number;
  seed: number;
  /** Tells how far it is. */
  tell: (line: string) => void;
}

/** An emulated platform with people on it, of whom each does one thing once. A board is a message with pictures. */
export interface World<Board> {
  name: string;
  /** How Easel gets there. */
  settings: Record<string, string>;
  /** Resolves once Easel is there. */
  ready(): Promise<void>;
  /** Somebody asks for pictures until they come; undefined where they never do. */
  paint(count: number): Promise<Board | undefined>;
  /** Somebody presses the 👍 of a picture, from 0; false where nothing was heard of that. */
  press(board: Board, picture: number): Promise<boolean>;
  /** Somebody reacts with a 👍 to all of a board's pictures. */
  react(board: Board): Promise<void>;
  /** The 👍 that a picture shows, from 0. */
  likes(board: Board, picture: number): number;
  /** Fills the studio with pictures to paint; then as many people again press a board's first 👍 at once. */
  crowd(people: number, board: Board): Promise<{ acknowledged: Acknowledged; pressed: number }>;
  /** Cuts connections. */
  cut(): void;
  /** Waits until it holds, for some minutes at most; whether it did. */
  within(check: () => boolean): Promise<boolean>;
  requests(): number;
  /** What of them breaks the platform's rules. */
  faults(): string[];
  close(): Promise<void>;
}

/** What a world notes while people are there, and by what it is random. */
export interface WorldParts {
  figures: SoakFigures;
  random: Random;
  tell(line: string): void;
}

/** One picture's 👍: how many there must be in the end. */
interface Tally<Board> {
  board: Board;
  picture: number;
  expected: number;
}

const boards = 10;
const picturesPerBoard = 4;
const atOnce = 200;
/** The longest time from people's acting to the next disturbance. */
const calmMs = 2000;

/**
 * People on an emulated platform press, react and paint; Easel runs as in life, with its own database and model, and its
 * connections are cut, its events doubled and itself restarted and killed meanwhile. Everybody does one thing once, so
 * that counts tell what was lost or doubled.
 */
export async function soak<Board>(
  open: (parts: WorldParts) => Promise<World<Board>>,
  { events, minutes, people, seed, tell }: SoakOptions,
): Promise<SoakFigures> {
  const began = performance.now();
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'easel-soak-'));
  const figures = noFigures();
  const world = await open({ figures, random, tell });
  const settings = { DATA_DIR: folder, ...world.settings };
  let easel = await startEasel(settings);
  await world.ready();

  tell(`Easel is on the emulated ${world.name}; ${boards} boards are painted`);
  const painted = await Promise.all(Array.from({ length: boards }, () => world.paint(picturesPerBoard)));
  const tallies = painted.flatMap((board): Tally<Board>[] =>
    board ? Array.from({ length: picturesPerBoard }, (_, picture) => ({ board, picture, expected: 0 })) : [],
  );
  const first = tallies[0]!;
  const { acknowledged, pressed } = await world.crowd(people, first.board);
  figures.acknowledged = acknowledged;
  first.expected += pressed;
  tell(`Acknowledged with ${people} people at once: ${acknowledgedInWords(acknowledged)}`);

  const act = async (): Promise<void> => {
    const tally = tallies[random.integer(tallies.length)]!;
    const kind = random.uniform();
    if (kind < 0.1) {
      if (!(await world.paint(1))) figures.lost++;
    } else if (kind < 0.4) {
      for (const one of tallies.filter(({ board }) => board === tally.board)) one.expected++;
      await world.react(tally.board);
    } else if (await world.press(tally.board, tally.picture)) tally.expected++;
    else figures.lost++;
  };
  const again = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await easel.end(signal);
    easel = await startEasel(settings);
  };
  const disturb = async (): Promise<void> => {
    const kind = random.uniform();
    if (kind < 0.6) {
      world.cut();
      figures.drops++;
    } else if (kind < 0.72) {
      await again('SIGTERM');
      figures.restarts++;
    } else if (kind < 0.88) {
      await again('SIGKILL');
      figures.kills++;
    }
  };

  const isLate = () => performance.now() - began > minutes * 60_000;
  for (; figures.events < events && !isLate(); figures.events += atOnce) {
    const acting = Array.from({ length: atOnce }, () => act());
    await sleep(random.uniform() * calmMs);
    await disturb();
    await Promise.all(acting);
    if (figures.events % 1000 === 0) {
      const { events: done, restarts, kills, lost } = figures;
      tell(`${done} of ${events} events; ${restarts} restarts, ${kills} kills, ${lost} lost`);
    }
  }
  const likes = ({ board, picture }: Tally<Board>) => world.likes(board, picture);
  await world.within(() => tallies.every((tally) => likes(tally) === tally.expected));
  for (const tally of tallies) {
    figures.lost += Math.max(0, tally.expected - likes(tally));
    figures.doubled += Math.max(0, likes(tally) - tally.expected);
  }
  for (const line of world.faults().slice(0, 10)) tell(line);
  figures.requests = world.requests();
  figures.faults = world.faults().length;
  figures.seconds = Math.round((performance.now() - began) / 1000);
  await easel.end('SIGTERM');
  await world.close();
  await rm(folder, { recursive: true, force: true });
  return figures;
}
