import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';

const discord = useDiscord();

describe('a command on Discord', () => {
  it('is answered with one message: pictures with words for those who cannot see them, and their buttons', async () => {
    const { channel, ana } = newServer(discord());
    const asked = ana.commands(channel, 'mix', { a: '🦊', b: '🍩' });
    const message = await discord().paints(asked);
    expect(message.content).toContain('**fox 🦊 + doughnut 🍩**');
    expect(message.attachments.map(({ description }) => description)).toEqual(
      [1, 2, 3, 4].map((number) => `fox 🦊 + doughnut 🍩, picture ${number}`),
    );
    expect(message.components.map(({ components }) => components?.map(({ label }) => label))).toEqual([
      ...[1, 2, 3, 4].map((number) => ['👍', '👎', '❤️', `V${number}`, `U${number}`]),
      ['🔁'],
    ]);
    expect(asked.followups).toEqual([]);
  });
});
