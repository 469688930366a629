import { describe, expect, it } from 'vitest';
import type { LazyUpload } from '#chat/attachments.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Ingredient } from '#studio/api.ts';
import { createTestChat } from '../helpers/chat.ts';

/** A file on a platform that counts how often it is fetched. */
function fileThere(size?: number, bytes = Uint8Array.of(7)) {
  const counted = { fetched: 0 };
  const file: LazyUpload = {
    name: 'cat.png',
    size,
    async read() {
      counted.fetched++;
      return bytes;
    },
  };
  return { file, counted };
}

async function start(admin = false) {
  const seen: (Ingredient | undefined)[] = [];
  const look = command({
    name: 'look',
    summary: 'Looks at a picture',
    examples: [],
    admin,
    options: {
      picture: option.ingredient({ summary: 'A picture' }),
      count: option.integer({ summary: 'How often', min: 1, max: 9 }),
    },
    run(_, { picture }) {
      seen.push(picture);
      return { text: 'Seen' };
    },
  });
  const limits = { burst: 3, perMinute: 0.001, attachments: 2, attachmentBytes: 100 };
  const chat = await createTestChat({ commands: new Map([['look', look]]), limits });
  return { ana: chat.user('ana'), seen };
}

describe('a file that comes with a command', () => {
  it.each(['said', 'picked'])('is fetched once, and reaches the command that was %s', async (how) => {
    const { ana, seen } = await start();
    const { file, counted } = fileThere(1);
    const given = { attachments: [file] };
    const reply = how === 'said' ? await ana.says('/look', given) : await ana.picks('look', { count: 2 }, given);
    expect(reply.text).toBe('Seen');
    expect(seen).toEqual([{ upload: { name: 'cat.png', bytes: Uint8Array.of(7) } }]);
    expect(counted.fetched).toBe(1);
  });

  it.each<[string, string, boolean, number | undefined, number]>([
    ['no command', '/lok', false, 1, 1],
    ['a value that cannot be', '/look count:12', false, 1, 1],
    ['a command for admins', '/look', true, 1, 1],
    ['a file that is too large', '/look', false, 101, 1],
    ['too many files', '/look', false, 1, 3],
    ['more files than it takes', '/look', false, 1, 2],
  ])('is not fetched for %s', async (_, text, admin, size, count) => {
    const { ana, seen } = await start(admin);
    const { file, counted } = fileThere(size);
    const reply = await ana.says(text, { attachments: Array.from({ length: count }, () => file) });
    expect(reply.error).toBeDefined();
    expect(counted.fetched).toBe(0);
    expect(seen).toEqual([]);
  });

  it('is not fetched for somebody who asks too often', async () => {
    const { ana } = await start();
    const { file, counted } = fileThere(1);
    for (let time = 0; time < 5; time++) await ana.picks('look', {}, { attachments: [file] });
    expect(ana.lastReply.error).toBe('rate_limited');
    expect(counted.fetched).toBe(3);
  });

  it('is refused where it is larger than its platform said', async () => {
    const { ana, seen } = await start();
    const reply = await ana.says('/look', { attachments: [fileThere(1, new Uint8Array(101)).file] });
    expect(reply.error).toBe('too_large');
    expect(seen).toEqual([]);
  });
});
