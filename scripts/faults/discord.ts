import { startDiscordEmulator } from '../../test/helpers/discord-emulator/emulator.ts';
import type { EmulatedInteraction, EmulatedMessage } from '../../test/helpers/discord-emulator/world.ts';
import type { Asked, Platform } from './line.ts';

/** How long Easel may take to be there, in milliseconds. */
const readyMs = 300_000;

/** People on an emulated Discord, where time runs: after three seconds it tells them that the bot did not respond. */
export async function openDiscord(): Promise<Platform> {
  const emulator = await startDiscordEmulator({ timeRuns: true });
  const channel = emulator.guild('faults');
  const painted: EmulatedMessage[] = [];
  let people = 0;

  return {
    settings: { DISCORD_TOKEN: emulator.world.token, DISCORD_API_URL: emulator.api },
    line: emulator.line,
    handsOverLater: false,
    ready: async () => void (await emulator.world.until('commands', () => emulator.world.commands.length > 0, readyMs)),
    ask(random): Asked {
      const person = emulator.person(`person ${++people}`);
      const kind = random.uniform();
      const board = painted[random.integer(Math.max(1, painted.length))];
      const press = () => person.presses(board!, 'Vary');
      const command = () => {
        const prompt = kind < 0.9 ? 'fox' : 'qwertyuiop';
        return person.commands(channel, 'generate', { prompt, count: 1 });
      };
      const asked = kind < 0.2 && board ? press() : command();
      return {
        name: `${asked.source ? 'a press' : 'a command'} of ${person.user.username}`,
        isTaken: () => asked.callback !== undefined,
        answers: () => {
          const messages = messagesOf(asked);
          const [first] = messages;
          if (first?.attachments.length && !painted.includes(first)) painted.push(first);
          return messages.map(({ content, attachments }) => ({ text: content, pictures: attachments.length }));
        },
      };
    },
    cutEvents(away) {
      emulator.gateway.faults.away = away;
      if (away) emulator.gateway.cut();
    },
    requests: () => emulator.requests.length,
    faults: () => emulator.faults,
    close: emulator.close,
  };
}

function messagesOf({ original, source, followups }: EmulatedInteraction): EmulatedMessage[] {
  return [original === source ? undefined : original, ...followups].filter(
    (message): message is EmulatedMessage => message !== undefined && !message.deleted,
  );
}
