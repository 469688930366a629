import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#chat/reply.ts';
import type { MemoryUser } from '#platforms/memory/user.ts';
import { writeTinyCheckpoint } from './helpers/checkpoint.ts';
import { openTestEasel, type TestEasel } from './helpers/easel.ts';

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel();
});
afterAll(() => easel.close());

const bytesOf = (reply: Reply) => reply.images!.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
const idOf = (reply: Reply, number = 1) => reply.images!.find((image) => image.number === number)!.id!;

async function redSquare(): Promise<Uint8Array> {
  return sharp({ create: { width: 80, height: 60, channels: 4, background: '#c00' } })
    .png()
    .toBuffer();
}

async function detailsFor(person: MemoryUser): Promise<string> {
  await person.clicks('Details');
  return person.lastReply.text;
}

describe('/generate', () => {
  it('shows numbered pictures on a clear background; their details name seed, style and model', async () => {
    const ana = easel.memory.user('ana');
    const reply = await ana.says('/generate fox seed:7');
    expect(reply.images!.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(reply.text).toContain('fox');
    expect(await detailsFor(ana)).toContain('seed `7` · style noto · model `easel`');
    const metadata = await sharp(reply.images![0]!.bytes).metadata();
    expect(metadata).toMatchObject({ format: 'png', width: 128, height: 128, hasAlpha: true });
  });

  it('gives the same pictures, byte for byte, for the same seed', async () => {
    const ana = easel.memory.user('ana');
    const first = await ana.says('/generate fox seed:11 count:4');
    const again = await ana.says('/generate fox seed:11 count:4');
    const other = await ana.says('/generate fox seed:12 count:4');
    expect(bytesOf(again)).toEqual(bytesOf(first));
    expect(bytesOf(other)).not.toEqual(bytesOf(first));
  });

  it('says kindly that it does not know a word', async () => {
    const reply = await easel.memory.user('ana').says('/generate qwxzvk');
    expect(reply.error).toBe('unknown_prompt');
    expect(reply.text).toContain('qwxzvk');
  });

  it('names the styles there are', async () => {
    const reply = await easel.memory.user('ana').says('/generate fox style:cubist');
    expect(reply.error).toBe('bad_option');
    expect(reply.text).toContain('noto, twemoji');
  });
});

describe('/metrics', () => {
  it('tells the stages of painting, votes and training', async () => {
    const ana = easel.memory.user('ana');
    await ana.says('/generate fox count:1');
    await ana.clicks('👍');
    const text = await easel.metrics.text();
    for (const stage of ['plan', 'paint', 'render', 'record']) {
      expect(text).toMatch(new RegExp(`easel_stage_seconds_count{stage="${stage}"} [1-9]`));
    }
    expect(text).toMatch(/easel_marks_total{mark="up"} [1-9]/);
    expect(text).toContain('# TYPE easel_training_runs gauge');
    expect(text).toMatch(/easel_batch_size_count{kind="decode"} [1-9]/);
  });
});

describe('/save and spoilers', () => {
  it('make emoji and stickers of the sizes that chats take, small enough for them', async () => {
    const ana = easel.memory.user('ana');
    const id = idOf(await ana.says('/generate fox count:1'));
    const emoji = (await ana.says(`/save ${id}`)).images![0]!;
    expect(emoji.name).toBe('fox.png');
    expect(await sharp(emoji.bytes).metadata()).toMatchObject({
      format: 'png',
      width: 128,
      height: 128,
      hasAlpha: true,
    });
    expect(emoji.bytes.byteLength).toBeLessThan(128 * 1024);
    const sticker = (await ana.says(`/save ${id} fox sticker`)).images![0]!;
    expect(await sharp(sticker.bytes).metadata()).toMatchObject({ width: 320, height: 320 });
    const own = { attachments: [{ name: 'red.png', bytes: await redSquare() }] };
    const saved = (await ana.says('/save name:red', own)).images![0]!;
    expect(await sharp(saved.bytes).metadata()).toMatchObject({ width: 128, height: 128 });
    expect((await ana.says('/save 0000000000 fox')).error).toBe('not_found');
  });

  it('stay hidden in whatever is made of them or shown again', async () => {
    const ana = easel.memory.user('ana');
    const id = idOf(await ana.says('/generate fox count:1 spoiler:yes'));
    await ana.clicks('Vary');
    expect(ana.lastReply.images!.map(({ spoiler }) => spoiler)).toEqual([true, true, true, true]);
    await ana.clicks('1…');
    expect(ana.lastReply.images).toMatchObject([{ spoiler: true }]);
    await ana.clicks('Enlarge');
    expect(ana.lastReply.images).toMatchObject([{ spoiler: true }]);
    expect((await ana.says(`/recall ${id}`)).images).toMatchObject([{ spoiler: true }]);
    expect((await ana.says(`/edit ${id} style:twemoji`)).images).toMatchObject([{ spoiler: true }]);
    const shown = (await ana.says('/gallery new')).images!.find((image) => image.id === id);
    expect(shown).toMatchObject({ spoiler: true });
    expect((await ana.says('/generate fox count:1')).images![0]!.spoiler).toBeUndefined();
  });
});

describe('/mix, /restyle and /interpolate', () => {
  it('shows two emoji as one thing in four ways', async () => {
    const reply = await easel.memory.user('ben').says('/mix 🦊 🍩 seed:1');
    expect(reply.images!.map(({ alt }) => alt)).toEqual([
      'fox 🦊 in the pattern of doughnut 🍩',
      'fox 🦊 as doughnut 🍩',
      'fox 🦊 with doughnut 🍩',
      'doughnut 🍩 in the pattern of fox 🦊',
    ]);
    expect(new Set(bytesOf(reply)).size).toBe(4);
  });

  it('blends a picture with an attached one, and remembers where it came from', async () => {
    const ben = easel.memory.user('ben');
    const source = idOf(await ben.says('/generate cat'));
    const mixed = await ben.says(`/mix ${source}`, { attachments: [{ name: 'red.png', bytes: await redSquare() }] });
    expect(mixed.error).toBeUndefined();
    const recalled = await ben.says(`/recall ${idOf(mixed)}`);
    expect(recalled.text).toContain(source);
  });

  it('refuses an attachment that is no picture', async () => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)]);
    const reply = await easel.memory.user('ben').says('/mix 🦊', { attachments: [{ name: 'cat.png', bytes: zip }] });
    expect(reply.error).toBe('bad_image');
    expect(reply.text).toContain('cat.png');
  });

  it('paints the same content in another style', async () => {
    const ben = easel.memory.user('ben');
    const source = await ben.says('/generate frog style:noto');
    const restyled = await ben.says(`/restyle ${idOf(source)} twemoji`);
    expect(restyled.images).toHaveLength(1);
    expect(restyled.text).toContain('twemoji');
    expect(bytesOf(restyled)[0]).not.toBe(bytesOf(source)[0]);
  });

  it.each(['webp', 'gif'])('animates as %s', async (format) => {
    const reply = await easel.memory.user('ben').says(`/interpolate 🐱 🍕 frames:6 format:${format}`);
    const metadata = await sharp(reply.images![0]!.bytes, { animated: true }).metadata();
    expect(metadata).toMatchObject({ format, pages: 6, loop: 0, width: 128, pageHeight: 128 });
  });
});

describe('an animation', () => {
  it('is voted on, slowed down, saved as a moving emoji, and comes back as it was', async () => {
    const dora = easel.memory.user('dora');
    const first = await dora.says('/interpolate 🐱 🍕 frames:6 format:gif');
    const delayOf = async ({ images }: Reply) =>
      (await sharp(images![0]!.bytes, { animated: true }).metadata()).delay?.[0];
    expect(await delayOf(first)).toBe(60);
    const id = first.buttons![0]![0]!.picture!;
    await dora.clicks('❤️');
    expect(dora.lastReply.buttons![0]!.map(({ label }) => label)).toEqual(['👍', '👎', '❤️ 1']);
    expect((await dora.says('/favorites')).images!.map((image) => image.id)).toEqual([id]);
    expect(bytesOf(await dora.says(`/recall ${id}`))).toEqual(bytesOf(first));
    await dora.clicks('Save as emoji');
    await dora.fills({ name: 'cat_pizza' });
    const [emoji] = dora.lastReply.images!;
    expect(emoji).toMatchObject({ name: 'cat_pizza.gif', mime: 'image/gif' });
    expect(await sharp(emoji!.bytes, { animated: true }).metadata()).toMatchObject({ pages: 6, width: 128 });
    await dora.says(`/recall ${id}`);
    await dora.clicks('Slower');
    expect(await delayOf(dora.lastReply)).toBe(120);
    expect(dora.lastReply.images).toHaveLength(1);
  });
});

describe('buttons', () => {
  it('varies, enlarges and rolls again', async () => {
    const cleo = easel.memory.user('cleo');
    const first = await cleo.says('/generate apple seed:3');
    await cleo.clicks('2…');
    await cleo.clicks('Vary');
    expect(cleo.lastReply.images).toHaveLength(4);
    expect((await cleo.says(`/recall ${idOf(cleo.lastReply)}`)).text).toContain(idOf(first, 2));
    await cleo.says('/generate apple seed:3');
    await cleo.clicks('1…');
    await cleo.clicks('Enlarge');
    expect((await sharp(cleo.lastReply.images![0]!.bytes).metadata()).width).toBe(256);
    await cleo.says('/generate apple seed:3');
    await cleo.clicks('🔁');
    expect(cleo.lastReply.images).toHaveLength(4);
    expect(cleo.lastReply.text).toContain('apple');
    expect(await detailsFor(cleo)).not.toContain('seed `3`');
  });

  it('counts votes and orders the gallery by them', async () => {
    const [ana, ben] = [easel.memory.user('ana'), easel.memory.user('ben')];
    const reply = await ana.says('/generate rocket');
    await ana.clicks('👍 3');
    await ben.clicks('👍 3');
    await ana.clicks('3…');
    await ana.clicks('❤️');
    const gallery = await ana.says('/gallery top');
    expect(gallery.images![0]!.id).toBe(idOf(reply, 3));
    expect((await ana.says('/favorites')).images!.map(({ id }) => id)).toEqual([idOf(reply, 3)]);
    expect((await ben.says('/favorites')).images ?? []).toHaveLength(0);
  });
});

describe('/model', () => {
  it('switches to another checkpoint and back, and recalls a picture with the one that painted it', async () => {
    const [operator, ana] = [easel.memory.user('olga', { operator: true }), easel.memory.user('ana')];
    const before = await ana.says('/generate cactus seed:5');
    const other = await writeTinyCheckpoint(`${easel.folder}/checkpoints`, { seed: 2 });
    const { id, family, config, step } = other.info;
    const name = id.slice(0, 8);
    const columns = { id, name, family, step, note: '', datasetHash: '', metrics: {}, config: config as object };
    await easel.db.checkpoints.createCheckpoint(columns);

    expect((await ana.says(`/model use ${name}`)).error).toBe('no_permission');
    expect((await operator.says(`/model use ${name}`)).error).toBeUndefined();
    const after = await ana.says('/generate cactus seed:5');
    expect(await detailsFor(ana)).toContain(name);
    expect(bytesOf(after)).not.toEqual(bytesOf(before));
    const recalled = await ana.says(`/recall ${idOf(before)}`);
    expect(bytesOf(recalled)[0]).toBe(bytesOf(before)[0]);
    const mixed = await ana.says(`/mix ${idOf(before)} 🦊`);
    expect(mixed.error).toBeUndefined();

    await operator.says('/model rollback');
    await ana.says('/generate cactus seed:5');
    expect(await detailsFor(ana)).not.toContain(name);
  });
});

describe('a model that npm run train made', () => {
  it('is there after the next start, to be painted with; one that is damaged is passed over', async () => {
    const started = await openTestEasel({}, async (folder) => {
      await writeTinyCheckpoint(join(folder, 'runs'), { seed: 9 });
      const [id] = await readdir(join(folder, 'runs'));
      await mkdir(join(folder, 'runs/mine'));
      await rename(join(folder, 'runs', id!), join(folder, 'runs/mine/checkpoint'));
      await mkdir(join(folder, 'runs/broken/checkpoint'), { recursive: true });
      await writeFile(join(folder, 'runs/broken/checkpoint/checkpoint.json'), '{"id":');
    });
    try {
      const operator = started.memory.user('olga', { operator: true });
      const listed = await operator.says('/model list');
      const name = 'mine';
      expect(listed.text).toMatch(/^`mine` · vae, step 100 .*trained as mine$/m);
      expect(listed.text).toMatch(/^`easel` \(in use\) · .*came with Easel$/m);
      const ana = started.memory.user('ana');
      await ana.says('/generate fox');
      expect(await detailsFor(ana)).not.toContain('model `mine`');
      for (const model of [name, 'vae']) {
        await ana.says(`/generate fox model:${model} seed:1`);
        expect(await detailsFor(ana), model).toContain('model `mine`');
      }
      expect((await ana.says('/generate fox model:none')).text).toContain('/model list');
      expect(await ana.completes('generate', 'model', '')).toEqual(expect.arrayContaining(['easel', 'vae', name]));
      await operator.says(`/model use ${name}`);
      await operator.says('/generate fox');
      expect(await detailsFor(operator)).toContain('model `mine`');
      expect(await operator.completes('generate', 'style', 'tw')).toEqual(['twemoji']);
    } finally {
      await started.close();
    }
  });
});

describe('the queue', () => {
  it('takes ten jobs of one person and then says when to come back', async () => {
    const dan = easel.memory.user('dan');
    const replies = await Promise.all(Array.from({ length: 14 }, () => dan.says('/generate fox count:1')));
    const refused = replies.filter(({ error }) => error === 'queue_full');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.text).toMatch(/about \d+ s/);
    expect(replies.filter(({ error }) => error === undefined).length).toBeGreaterThanOrEqual(10);
  });
});

describe('/retrain', () => {
  it('fine-tunes in its own process, shows before and after, and switches; a cancelled run changes nothing', async () => {
    const folder = join(easel.folder, 'pictures');
    await mkdir(folder);
    for (let index = 0; index < 36; index++) {
      const background = { r: (index * 7) % 256, g: (index * 31) % 256, b: 90, alpha: 1 };
      const square = sharp({ create: { width: 40 + index, height: 64, channels: 4, background } });
      await square.png().toFile(join(folder, `${index}.png`));
    }
    const info = { dataset: { name: folder, hash: '0'.repeat(64) } };
    const own = await openTestEasel({ styles: ['own'], concepts: ['1f98a', '1f431'], info });
    try {
      const operator = own.memory.user('olga', { operator: true });
      expect((await own.memory.user('ana').says('/retrain minutes:1')).error).toBe('no_permission');
      const before = await operator.says('/generate seed:1');
      await operator.clicks('1…');
      await operator.clicks('❤️');
      const caller = await own.services.people.identify(operator.origin);

      const ticket = await own.services.trainer.start(caller, 0.05);
      await expect(own.services.trainer.start(caller, 1)).rejects.toMatchObject({ code: 'busy' });
      const phases = new Set<string>();
      ticket.onProgress(({ phase }) => phases.add(phase));
      const outcome = await ticket.done;
      expect([...phases]).toEqual(expect.arrayContaining(['training', 'saving']));
      expect(outcome.promoted, outcome.reason).toBe(true);
      expect(outcome.steps).toBeGreaterThan(0);
      expect((await sharp(outcome.beforeAfter).metadata()).format).toBe('png');
      expect((await sharp(outcome.chart).metadata()).width).toBe(600);
      const after = await operator.says('/generate seed:1');
      expect(await detailsFor(operator)).toContain(outcome.model.name);
      expect(bytesOf(after)).not.toEqual(bytesOf(before));

      const asked = await operator.says('/generate fox');
      expect(asked).toMatchObject({ error: 'unknown_prompt', text: expect.stringContaining('knows no words') });

      const second = await own.services.trainer.start(caller, 5);
      await new Promise<void>((resolve) => second.onProgress(() => resolve()));
      expect((await operator.says('/cancel')).error).toBeUndefined();
      second.cancel();
      await expect(second.done).rejects.toMatchObject({ code: 'cancelled' });
      await operator.says('/generate seed:1');
      expect(await detailsFor(operator)).toContain(outcome.model.name);
    } finally {
      await own.close();
    }
  });
});
