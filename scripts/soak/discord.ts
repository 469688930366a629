import { setTimeout as sleep } from 'node:timers/promises';
import { startDiscordEmulator } from '../../test/helpers/discord-emulator/emulator.ts';
import type { EmulatedInteraction, EmulatedMessage } from '../../test/helpers/discord-emulator/world.ts';
import { acknowledgedIn } from './figures.ts';
import type { World, WorldParts } from './soak.ts';

/** After this long Discord tells people that the bot did not respond. */
const deadlineMs = 3200;
/** How long after the crowd has asked for pictures as many press. */
const untilPressedMs = 500;
const answerMs = 300_000;
/** How long people go on pressing while they are told that the bot did not respond. */
const patienceMs = 15 * 60_000;
const doubledShare = 0.05;

/** People on an emulated Discord, where time runs. */
export async function openDiscord({ figures, random, tell }: WorldParts): Promise<World<EmulatedMessage>> {
  const emulator = await startDiscordEmulator({ timeRuns: true });
  const channel = emulator.guild('soak');
  const newcomer = () => emulator.person(`person ${emulator.world.users.size}`);
  emulator.gateway.faults.duplicates = () => {
    const twice = random.uniform() < doubledShare;
    figures.duplicates += Number(twice);
    return twice;
  };

  const within = async <Found>(milliseconds: number, find: () => Found): Promise<Found | undefined> => {
    const found = emulator.world.until('', find, milliseconds + 1000).catch(() => undefined);
    return Promise.race([found, sleep(milliseconds, undefined, { ref: false })]) as Promise<Found | undefined>;
  };

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

  return {
    name: 'Discord',
    settings: { DISCORD_TOKEN: emulator.world.token, DISCORD_API_URL: emulator.api },
    ready: async () => {},
    async paint(count) {
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
    },
    async press(board, picture) {
      const person = newcomer();
      return (await insist(() => person.presses(board, likeButton(board, picture)))) !== undefined;
    },
    react: async (board) => void newcomer().reacts(board, '👍'),
    likes: ({ components }, picture) => Number(components[0]?.components?.[picture]?.label?.split(' ')[2] ?? 0),
    async crowd(people, board) {
      const crowd = Array.from({ length: people * 2 }, (_, index) => emulator.person(`one of the crowd ${index}`));
      const ask = { prompt: 'fox', count: 9 };
      const asked = crowd.slice(people).map((person) => person.commands(channel, 'generate', ask));
      await sleep(untilPressedMs);
      const isWaiting = ({ original }: EmulatedInteraction) => !original?.attachments.length;
      const waiting = asked.filter(isWaiting).length;
      const button = likeButton(board, 0);
      const pressed = crowd.slice(0, people).map((person) => person.presses(board, button));
      await sleep(deadlineMs);
      const times = [...asked, ...pressed].map(({ callback }) => callback?.afterMs ?? Number.POSITIVE_INFINITY);
      const painted = () => !asked.some((one) => one.callback && isWaiting(one));
      await emulator.world.until('the pictures of the crowd', painted, 600_000);
      return { acknowledged: acknowledgedIn(times, waiting), pressed: pressed.filter((one) => one.callback).length };
    },
    cut: () => emulator.gateway.close(4000),
    within: async (check) => (await within(answerMs, check)) === true,
    requests: () => emulator.requests.length,
    faults: () => emulator.faults,
    close: () => emulator.close(),
  };
}

function likeButton({ components }: EmulatedMessage, picture: number): string {
  return components[0]!.components![picture]!.custom_id!;
}
