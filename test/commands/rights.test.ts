import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableOfActions } from '#chat/pressing/action-table.ts';
import type { Outcome, Reply } from '#chat/reply.ts';
import { createMemoryChat } from '#platforms/memory/memory.ts';
import type { MemoryUser } from '#platforms/memory/user.ts';
import { createTestChat, type TestChat } from '../helpers/chat.ts';
import { openTestEasel, type TestEasel } from '../helpers/easel.ts';

let easel: TestEasel;
let test: TestChat;
let people: Record<Who, MemoryUser>;
beforeAll(async () => {
  easel = await openTestEasel();
  test = await createTestChat({ services: easel.services, limits: { burst: 1000, perMinute: 1000 } });
  const here = createMemoryChat(test.chat, 'here');
  const elsewhere = createMemoryChat(test.chat, 'elsewhere');
  people = {
    giver: here.user('ana'),
    another: here.user('ben'),
    moderator: here.user('mo', { groups: ['mods'] }),
    admin: here.user('olga', { operator: true }),
    blocked: here.user('bo'),
    giverElsewhere: elsewhere.user('ana'),
    adminElsewhere: elsewhere.user('eve', { operator: true }),
  };
  await people.admin.says('/settings retrain:mods');
  await people.blocked.says('/generate fox count:1');
  await people.admin.says('/block bo');
});
afterAll(() => easel.close());

type Who = 'giver' | 'another' | 'moderator' | 'admin' | 'blocked' | 'giverElsewhere' | 'adminElsewhere';
const everyone: Who[] = ['giver', 'another', 'moderator', 'admin', 'blocked', 'giverElsewhere', 'adminElsewhere'];
const those = (...who: Who[]) => new Set(who);
const anyone = those(...everyone);
/** Somebody who was blocked may look, and nothing else. */
const lookersHere = those('giver', 'another', 'moderator', 'admin', 'blocked');
const anyoneHere = those('giver', 'another', 'moderator', 'admin');
const admins = those('admin', 'adminElsewhere');

let shade = 0;
/** A picture that was never sent before. */
async function newPicture() {
  shade += 5;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40" fill="rgb(${shade % 256},${(shade * 7) % 256},90)"/></svg>`;
  return { attachments: [{ name: 'disc.png', bytes: await sharp(Buffer.from(svg)).png().toBuffer() }] };
}

let picture: string | undefined;
/** A picture that the giver had painted. */
async function painted(): Promise<string> {
  picture ??= await paintedAnew();
  return picture;
}

async function paintedAnew(): Promise<string> {
  return (await people.giver.says('/generate fox count:1')).images![0]!.id!;
}

/** Who presses it is forgotten, the giver's picture included. */
async function forgetting(): Promise<string> {
  picture = undefined;
  return 'privacy-forget';
}

/** The picture that stands for an animation of the giver's. */
async function animated(): Promise<string> {
  const { buttons = [] } = await people.giver.says('/interpolate fox cat frames:4');
  return buttons[0]![0]!.picture!;
}

async function steering(): Promise<string> {
  const { buttons = [] } = await people.giver.says(`/explore ${await painted()}`);
  return buttons.flat().find(({ id }) => id.startsWith('steer:'))!.id;
}

/** What the giver has offered to learn from, or given. */
async function given(agreed: boolean): Promise<string> {
  const offer = await people.giver.says('/teach a disc', await newPicture());
  if (agreed) await people.giver.clicks('I agree');
  return offer.buttons![0]![1]!.id.split(':')[1]!;
}

/** A picture of the giver's that somebody reported. */
async function reported(): Promise<string> {
  const id = await paintedAnew();
  await people.another.says(`/report ${id}`);
  expect(people.another.lastReply.error).toBeUndefined();
  return id;
}

/** Of somebody else than who is blocked in all of this. */
async function blockedKey(): Promise<string> {
  const { origin } = people.admin;
  await people.admin.says('/block <@42>');
  const admin = await easel.services.people.identify(origin);
  const blocked = await easel.services.moderation.blocked(admin);
  return blocked.find(({ name }) => name === undefined)!.key;
}

/** Each action: the button it is sent with, directly, and who may press it. */
const rights: Record<string, [button: () => Promise<string>, may: ReadonlySet<Who>]> = {
  vote: [async () => `vote:${await painted()}:up`, anyoneHere],
  favorite: [async () => `favorite:${await painted()}`, anyoneHere],
  open: [async () => `open:${await painted()}`, lookersHere],
  details: [async () => `details:${await painted()}`, lookersHere],
  vary: [async () => `vary:${await painted()}`, anyoneHere],
  enlarge: [async () => `enlarge:${await painted()}`, anyoneHere],
  reroll: [async () => `reroll:${await painted()}`, anyoneHere],
  recall: [async () => `recall:${await painted()}`, lookersHere],
  speed: [async () => `speed:${await animated()}:2`, anyoneHere],
  steer: [steering, anyoneHere],
  gallery: [async () => 'gallery:new:1', anyone],
  favorites: [async () => 'favorites:1', anyone],
  lessons: [async () => 'lessons:1', anyone],
  cancel: [async () => 'cancel:training', those('moderator', 'admin', 'adminElsewhere')],
  agree: [async () => `agree:${await given(false)}`, those('giver')],
  withdraw: [async () => `withdraw:${await given(true)}`, those('giver', 'admin')],
  lesson: [async () => `lesson:${await given(true)}:approve:1`, those('admin')],
  'lessons-queue': [async () => 'lessons-queue:1', admins],
  set: [async () => 'set:style:noto', admins],
  settings: [async () => 'settings:limits', admins],
  delete: [async () => `delete:${await painted()}`, those('giver', 'admin')],
  prompt: [async () => `prompt:${await painted()}`, lookersHere],
  share: [async () => `share:${await painted()}`, those('giver')],
  'delete-now': [async () => `delete-now:${await paintedAnew()}:one`, those('giver', 'admin')],
  keep: [async () => `keep:${await painted()}:mine`, lookersHere],
  reports: [async () => 'reports:1', admins],
  audit: [async () => 'audit:1', admins],
  reported: [async () => `reported:${await reported()}:fine:1`, those('admin')],
  unblock: [async () => `unblock:${await blockedKey()}`, those('admin')],
  'privacy-export': [async () => 'privacy-export:1', anyone],
  'privacy-avatar': [async () => 'privacy-avatar:allow', anyone],
  promote: [async () => `promote:${await painted()}`, those('admin')],
  'privacy-delete': [async () => 'privacy-delete', anyone],
  'privacy-forget': [forgetting, anyone],
};
/** Actions that only ask what to do: the answer is what has rights. */
const questions = ['edit', 'save', 'mix', 'restyle', 'report'];

/** `ok`, or the code of the error that somebody got. */
async function codeOf(act: () => Promise<Outcome>): Promise<string> {
  const before = test.logged.length;
  const outcome = await act();
  let last: Reply | undefined;
  if ('reply' in outcome) for await (const reply of outcome.reply) last = reply;
  return last?.error ?? test.logged.slice(before).find(({ code }) => code)?.code ?? 'ok';
}

describe('who may press what, also a button that was never shown to them', () => {
  it('is said of every action', () => {
    const actions = [...tableOfActions(test.chat.commands.values()).keys()];
    expect(actions.toSorted()).toEqual([...Object.keys(rights), ...questions].toSorted());
  });

  it.each(Object.keys(rights))('%s', async (action) => {
    const [button, may] = rights[action]!;
    for (const who of everyone) {
      const buttonId = await button();
      const code = await codeOf(() => test.chat.press({ origin: people[who].origin, buttonId }));
      if (may.has(who)) expect(code, who).toBe('ok');
      else expect(['not_found', 'no_permission'], `${who}: ${code}`).toContain(code);
    }
  });

  it('what was refused has changed nothing', async () => {
    const id = await given(true);
    const caller = await easel.services.people.identify(people.giver.origin);
    for (const who of everyone.filter((each) => each !== 'admin')) {
      for (const buttonId of [`lesson:${id}:approve:1`, `lesson:${id}:decline:1`, `agree:${id}`]) {
        await test.chat.press({ origin: people[who].origin, buttonId });
      }
      if (who !== 'giver') await test.chat.press({ origin: people[who].origin, buttonId: `withdraw:${id}` });
      expect(await easel.services.lessons.look(caller, id), who).toMatchObject({ id, state: 'waiting' });
    }
  });

  it.each(questions)('%s, filled in', async (action) => {
    const id = `${action}:${await painted()}`;
    const values = { name: 'a_fox', kind: 'emoji', with: '🍩', style: 'noto', colour: 'red' };
    for (const who of ['giverElsewhere', 'adminElsewhere'] as const) {
      const code = await codeOf(() => test.chat.submit({ origin: people[who].origin, id, values }));
      expect(['not_found', 'unknown_prompt'], `${who}: ${code}`).toContain(code);
    }
  });

  it('a report, filled in, by somebody who was blocked', async () => {
    const { origin } = people.blocked;
    const submit = () => test.chat.submit({ origin, id: `report:${picture}`, values: {} });
    await painted();
    expect(await codeOf(submit)).toBe('no_permission');
  });

  it('a form of settings, filled in', async () => {
    for (const who of everyone) {
      const { origin } = people[who];
      const code = await codeOf(() => test.chat.submit({ origin, id: 'settings:limits', values: { daily: '50' } }));
      expect(code, who).toBe(admins.has(who) ? 'ok' : 'no_permission');
    }
  });
});

describe('a workspace sees nothing of another one', () => {
  it.each([
    '/gallery new',
    '/gallery',
    '/favorites',
    '/teach mine',
    '/teach queue',
    '/queue',
    '/settings',
    '/model history',
    '/reports',
    '/audit',
    '/block',
  ])('%s', async (text) => {
    const id = await painted();
    await people.admin.says('/settings news:a-channel-of-here zone:Europe/Kyiv');
    const lesson = await given(true);
    if (!(await people.giver.says(`/recall ${id}`)).buttons!.flat().some(({ label }) => label.startsWith('❤️ 1'))) {
      await test.chat.press({ origin: people.giver.origin, buttonId: `favorite:${id}` });
    }
    for (const who of ['giverElsewhere', 'adminElsewhere'] as const) {
      const told = JSON.stringify(await people[who].says(text));
      for (const secret of [id, lesson, 'a-channel-of-here', 'Europe/Kyiv']) expect(told, who).not.toContain(secret);
    }
  });

  it('completes none of its pictures', async () => {
    const id = await painted();
    const complete = async (who: Who) => {
      const { origin } = people[who];
      const suggested = await test.chat.complete({
        origin,
        command: 'recall',
        option: 'picture',
        text: id.slice(0, 3),
      });
      return suggested.map((suggestion) => suggestion.value);
    };
    expect(await complete('another')).toContain(id);
    expect(await complete('adminElsewhere')).not.toContain(id);
  });

  it('knows none of its pictures by their id', async () => {
    const id = await painted();
    for (const text of [`/recall ${id}`, `/restyle ${id} noto`, `/save ${id} a_fox`]) {
      expect((await people.adminElsewhere.says(text)).error, text).toBeDefined();
    }
  });
});
