import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '#lib/random.ts';
import { type DiscordEmulator, startDiscordEmulator } from '../../test/helpers/discord-emulator/emulator.ts';
import type { EmulatedInteraction, EmulatedMessage } from '../../test/helpers/discord-emulator/world.ts';
import { type EaselProcess, startEasel } from './easel-process.ts';
import {
  type Acknowledged,
  acknowledgedIn,
  acknowledgedInWords,
  noFigures,
  type SoakFigures,
  type SoakOptions,
} from './figures.ts';

const boards = 10;
const picturesPerBoard = 4;
const atOnce = 200;
/** The longest time from people's acting to the next disturbance. */
const calmMs = 2000;
/** After this long Discord tells people that the bot did not respond. */
const deadlineMs = 3200;
/** How long after the crowd has asked for pictures as many press. */
const untilPressedMs = 500;
const answerMs = 300_000;
/** How long people go on pressing while they are told that the bot did not respond. */
const patienceMs = 15 * 60_000;

/** One picture's 👍: how many there must be in the end. */
interface Tally {
  board: EmulatedMessage;
  row: number;
  expected: number;
}

/**
 * People on an emulated Discord press, react and paint; Easel runs as in life, with its own database and model, and is
 * dropped, restarted and killed meanwhile. Everybody does one thing once, so that counts tell what was lost or doubled.
 */
export async function soakDiscord({ events, minutes, people, seed, tell }: SoakOptions): Promise<SoakFigures> {
  const began = performance.now();
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'easel-soak-'));
  const emulator = await startDiscordEmulator({ timeRuns: true });
  const settings = { DATA_DIR: folder, DISCORD_TOKEN: emulator.world.token, DISCORD_API_URL: emulator.api };
  let easel = await startEasel(settings);
  const channel = emulator.guild('soak');
  const figures = noFigures();
  const newcomer = () => emulator.person(`person ${emulator.world.users.size}`);

  /** Does something again for as long as Discord says that the bot did not respond. */
  const insist = async (act: () => EmulatedInteraction): Promise<EmulatedInteraction | undefined> => {
    const since = performance.now();
    while (performance.now() - since < patienceMs) {
      const done = act();
      if (await within(deadlineMs, () => done.callback)) return done;
      figures.retried++;
    }
    return undefined;
  };
  /** Asks for a picture until it comes; being told of an interruption is a reason to ask again. */
  const paint = async (count: number): Promise<EmulatedMessage | undefined> => {
    const person = newcomer();
    const since = performance.now();
    while (performance.now() - since < patienceMs) {
      const asked = await insist(() => person.commands(channel, 'generate', { prompt: 'fox', count }));
      const answer = () => asked?.original?.attachments.length || asked?.original?.content.includes('interrupted');
      if (!asked || !(await within(answerMs, answer))) {
        tell(`Nothing came of ${asked?.id ?? 'a command'}: ${asked?.original?.content ?? 'no message'}`);
        return undefined;
      }
      figures.doubled += asked.followups.length;
      if (asked.original?.attachments.length) return asked.original;
      figures.retried++;
    }
    return undefined;
  };

  tell(`Easel is on the emulated Discord; ${boards} boards are painted`);
  const painted = await Promise.all(Array.from({ length: boards }, () => paint(picturesPerBoard)));
  const tallies = painted.flatMap((board): Tally[] =>
    board ? Array.from({ length: picturesPerBoard }, (_, row) => ({ board, row, expected: 0 })) : [],
  );
  figures.acknowledged = await measureCrowd(emulator, channel, people, tallies[0]!);
  tell(`Acknowledged with ${people} people at once: ${acknowledgedInWords(figures.acknowledged)}`);

  const act = async (): Promise<void> => {
    const tally = tallies[random.integer(tallies.length)]!;
    const kind = random.uniform();
    if (kind < 0.1) {
      if (!(await paint(1))) figures.lost++;
    } else if (kind < 0.4) {
      const there = tallies.filter(({ board }) => board === tally.board);
      newcomer().reacts(tally.board, '👍');
      for (const one of there) one.expected++;
    } else {
      const person = newcomer();
      if (await insist(() => person.presses(tally.board, likeButton(tally)))) tally.expected++;
      else figures.lost++;
    }
  };
  emulator.gateway.faults.duplicates = () => {
    const twice = random.uniform() < 0.05;
    figures.duplicates += Number(twice);
    return twice;
  };
  const disturb = async (): Promise<void> => {
    const kind = random.uniform();
    if (kind < 0.6) {
      emulator.gateway.close(4000);
      figures.drops++;
    } else if (kind < 0.72) {
      easel = await again(easel, 'SIGTERM', settings);
      figures.restarts++;
    } else if (kind < 0.88) {
      easel = await again(easel, 'SIGKILL', settings);
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
  await within(answerMs, () => tallies.every(({ board, row, expected }) => likes(board, row) === expected));
  for (const { board, row, expected } of tallies) {
    figures.lost += Math.max(0, expected - likes(board, row));
    figures.doubled += Math.max(0, likes(board, row) - expected);
  }
  for (const line of [...emulator.faults, ...easel.errors()].slice(0, 10)) tell(line);
  figures.requests = emulator.requests.length;
  figures.faults = emulator.faults.length;
  figures.seconds = Math.round((performance.now() - began) / 1000);
  await easel.end('SIGTERM');
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
  return figures;

  function within<T>(milliseconds: number, find: () => T): Promise<T | undefined> {
    const patience = sleep(milliseconds, undefined, { ref: false });
    return Promise.race([
      emulator.world.until('', find, milliseconds + 1000).catch(() => undefined),
      patience,
    ]) as Promise<T | undefined>;
  }
}

/** Fills the studio with pictures to paint; then as many people again press one button at once. */
async function measureCrowd(
  emulator: DiscordEmulator,
  channel: ReturnType<DiscordEmulator['guild']>,
  people: number,
  tally: Tally,
): Promise<Acknowledged> {
  const crowd = Array.from({ length: people * 2 }, (_, index) => emulator.person(`one of the crowd ${index}`));
  const asked = crowd.slice(people).map((person) => person.commands(channel, 'generate', { prompt: 'fox', count: 9 }));
  await sleep(untilPressedMs);
  const isWaiting = ({ original }: EmulatedInteraction) => !original?.attachments.length;
  const waiting = asked.filter(isWaiting).length;
  const button = likeButton(tally);
  const pressed = crowd.slice(0, people).map((person) => person.presses(tally.board, button));
  await sleep(deadlineMs);
  tally.expected += pressed.filter(({ callback }) => callback).length;
  const all = [...asked, ...pressed];
  const times = all.map(({ callback }) => callback?.afterMs ?? Number.POSITIVE_INFINITY);
  const painted = () => !asked.some((one) => one.callback && isWaiting(one));
  await emulator.world.until('the pictures of the crowd', painted, 600_000);
  return acknowledgedIn(times, waiting);
}

async function again(easel: EaselProcess, signal: 'SIGTERM' | 'SIGKILL', settings: Record<string, string>) {
  await easel.end(signal);
  return startEasel(settings);
}

function likeButton({ board, row }: Tally): string {
  return board.components[row]!.components![0]!.custom_id!;
}

function likes({ components }: EmulatedMessage, row: number): number {
  return Number(components[row]?.components?.[0]?.label?.split(' ')[1] ?? 0);
}
