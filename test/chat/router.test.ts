import { describe, expect, it } from 'vitest';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { AppError } from '#lib/errors.ts';
import { createTestChat } from '../helpers/chat.ts';

const broken = command({
  name: 'broken',
  summary: 'Breaks',
  examples: ['/broken'],
  options: { how: option.choice(['at-once', 'midway', 'app'], { summary: 'How', default: 'at-once' }) },
  run(_ctx, { how }) {
    if (how === 'midway') {
      return (async function* () {
        yield { text: 'So far so good', buttons: [[{ id: 'x', label: 'X', title: 'X' }]] };
        throw new TypeError('database password is hunter2');
      })();
    }
    if (how === 'app') throw new AppError('queue_full', 'Too many are waiting. Come back in a minute.');
    throw new TypeError('database password is hunter2');
  },
  actions: {
    snap: {
      run() {
        throw new TypeError('snapped');
      },
    },
  },
});
const brokenChat = () => createTestChat({ commands: new Map([['broken', broken]]) });

describe('errors', () => {
  it('of ours are logged once, with the id that the reply names, and tell no detail', async () => {
    const { user, logged } = await brokenChat();
    const reply = await user('ana').says('/broken');
    expect(reply.error).toBe('internal');
    expect(reply.text).not.toContain('hunter2');
    expect(logged).toHaveLength(1);
    expect(reply.text).toContain(`request \`${logged[0]?.request}\``);
    expect(logged[0]?.err?.message).toBe('database password is hunter2');
  });

  it('in the middle of a stream replace what was there', async () => {
    const { user, logged } = await brokenChat();
    const ana = user('ana');
    await ana.says('/broken midway');
    expect(ana.edits.map(({ text }) => text)).toEqual([
      'So far so good',
      expect.stringContaining('Something went wrong'),
    ]);
    expect(ana.lastReply.buttons).toEqual([]);
    expect(logged).toHaveLength(1);
  });

  it('that a person can act on are shown as they stand, to that person alone', async () => {
    const { user } = await brokenChat();
    expect(await user('ana').says('/broken app')).toMatchObject({
      error: 'queue_full',
      text: 'Too many are waiting. Come back in a minute.',
      ephemeral: true,
    });
  });

  it('of a button are a short word to the one who pressed it', async () => {
    const { user, logged, channel } = await brokenChat();
    const ana = user('ana');
    const reply = {
      text: 'Hi',
      buttons: [
        [
          { id: 'snap', label: 'Snap', title: '' },
          { id: 'gone:1', label: 'Old', title: '' },
        ],
      ],
    };
    channel.show({ to: 'ana', states: [] }, reply);
    await ana.clicks('Snap');
    await ana.clicks('Old');
    expect(ana.notices).toEqual([
      expect.stringContaining('Something went wrong'),
      'I do not know this button any more. Please type the command again.',
    ]);
    expect(logged.map(({ code }) => code)).toEqual(['internal', 'bad_option']);
    expect(ana.lastReply).toEqual(reply);
  });
});

describe('limits', () => {
  it('slows one person down, not the others, and forgives with time', async () => {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const clock = { now: () => new Date(now) };
    const { user } = await createTestChat({ limits: { burst: 2, perMinute: 6 }, clock });
    const ana = user('ana');
    const codes = async (times: number) => {
      const seen = [];
      for (let time = 0; time < times; time++) seen.push((await ana.says('/help')).error);
      return seen;
    };
    expect(await codes(3)).toEqual([undefined, undefined, 'rate_limited']);
    expect(ana.lastReply.text).toBe('That was quick. Please wait 10 seconds and try again.');
    expect((await user('ben').says('/help')).error).toBeUndefined();
    now += 10_000;
    expect(await codes(2)).toEqual([undefined, 'rate_limited']);
  });

  it('refuses attachments that are too large or too many before anything reads them', async () => {
    const { user, services } = await createTestChat({ limits: { attachmentBytes: 2 ** 20, attachments: 2 } });
    const large = { name: 'large.png', bytes: new Uint8Array(3 * 2 ** 20) };
    const small = { name: 'small.png', bytes: new Uint8Array([0x89]) };
    const reply = await user('ana').says('/restyle noto', { attachments: [large] });
    expect(reply).toMatchObject({
      error: 'too_large',
      text: 'The attached file has 3 MB; please send a picture of at most 1 MB.',
    });
    expect(await user('ana').says('/mix', { attachments: [small, small, small] })).toMatchObject({
      error: 'too_large',
    });
    expect(services.studio.jobs).toEqual([]);
  });
});

describe('what nobody can have meant', () => {
  it('does not reach the services', async () => {
    const { user, services, logged, channel } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox\u0000\ncount:1');
    expect(services.studio.jobs).toMatchObject([{ prompt: 'fox', count: 1 }]);
    channel.show(
      { to: 'ana', states: [] },
      { text: '', buttons: [[{ id: 'vote:\u0000:up', label: 'Forged', title: '' }]] },
    );
    await ana.clicks('Forged');
    expect(ana.notices).toEqual([expect.stringContaining('do not know this button')]);
    expect(logged.map(({ code }) => code)).toEqual(['bad_option']);
  });

  it('cannot close the backticks around it', async () => {
    const { user } = await createTestChat();
    expect((await user('ana').says('/generate count:`**4**`')).text).toContain("not `'**4**'`.");
  });
});

describe('permission', () => {
  it('keeps admin commands to those who run the workspace', async () => {
    const { user, services } = await createTestChat();
    expect(await user('ben').says('/retrain')).toMatchObject({
      error: 'no_permission',
      text: 'Only admins may use /retrain. Please ask one of them.',
    });
    expect(services.trainer.started).toEqual([]);
  });
});

describe('completions', () => {
  it('offer choices, and what the studio suggests', async () => {
    const { user } = await createTestChat();
    const ana = user('ana');
    expect(await ana.completes('interpolate', 'format', 'G')).toEqual(['gif']);
    expect(await ana.completes('generate', 'style', 'no')).toEqual(['noto']);
    expect(await ana.completes('mix', 'a', 'fo')).toEqual(['fox']);
    expect(await ana.completes('generate', 'toString', '')).toEqual([]);
    expect(await ana.completes('nonsense', 'style', '')).toEqual([]);
  });
});

describe('text from outside', () => {
  it('reaches no service with what no database keeps', async () => {
    const { chat, services } = await createTestChat();
    const heard: string[] = [];
    const note = (value: unknown) => void heard.push(JSON.stringify(value));
    for (const door of ['identify', 'recognize'] as const) {
      const open = services.people[door];
      services.people[door] = (origin) => {
        note(origin);
        return open(origin);
      };
    }
    const submit = services.studio.submit;
    services.studio.submit = (caller, job) => {
      note(job);
      return submit(caller, job);
    };
    const user = { externalId: 'ana', name: 'A\0na\ud800' };
    const origin = { platform: 'memory', workspace: 'w', channel: 'c', user, operator: true } as const;
    for await (const _ of chat.say({ origin, text: '/generate a\0 fox \ud800' }));
    await chat.submit({ origin, id: 'settings:limits', values: { daily: '5\0' } });
    await chat.react({ origin, pictures: ['a\0'], reaction: '👍', added: true });
    await chat.complete({ origin, command: 'generate', option: 'prompt', text: 'fo\0' });
    expect(heard.length).toBeGreaterThanOrEqual(5);
    for (const said of heard) expect(said).not.toMatch(/\\u0000|\\ud800/);
  });
});
