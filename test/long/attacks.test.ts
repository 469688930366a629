import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { watchMemory } from '../helpers/memory-of.ts';
import { type StartedEasel, startEasel } from '../helpers/start-easel.ts';
import { enterAs, TestBrowser } from '../platforms/web/browser.ts';

/** How much more than before it Easel may hold under an attack, its children included, and than at first after some. */
const mostGrowth = { each: 1.5, all: 1.8 };

describe.runIf(process.platform === 'linux')('an attack from the same machine leaves Easel well', () => {
  let folder: string;
  let easel: StartedEasel;
  let url: string;
  let ben: TestBrowser;
  let first: number;
  let rest: number;
  let memory: ReturnType<typeof watchMemory>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-attacks-'));
    easel = startEasel(folder);
    await easel.says('Easel paints at');
    url = /Easel paints at (http:\S+)/.exec(easel.output())![1]!;
    ben = await enterAs(url, 'Ben');
    await ben.ask('/generate fox');
    await ben.send('/restyle style:noto', 'a-first-picture', [await largePicture(0.1)]);
    await wait(1000);
  }, 240_000);
  afterAll(async () => {
    easel.process.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    memory = watchMemory(easel.process.pid!);
    rest = memory.now();
    first ??= rest;
  });
  afterEach(async () => {
    const most = memory.stop();
    const figures = `${Math.round(most)} MB, ${Math.round(rest)} before, ${Math.round(first)} at first`;
    expect(most / rest, figures).toBeLessThan(mostGrowth.each);
    expect(most / first, figures).toBeLessThan(mostGrowth.all);
    const health = async () => (await fetch(`${url}/healthz`)).json();
    await expect.poll(health).toMatchObject({ ready: true, database: 'ok', painter: 'ok' });
    expect((await ben.ask('/generate cat')).images).toHaveLength(4);
  });

  const cookieOf = (browser: TestBrowser) => [...browser.cookies].map((pair) => pair.join('=')).join('; ');

  test('eighty messages that are begun and never ended', async () => {
    const ana = await enterAs(url, 'Ana');
    const headers = { cookie: cookieOf(ana), origin: url, 'content-type': 'multipart/form-data; boundary=x' };
    const sending = Array.from({ length: 80 }, () => {
      const upload = request(`${url}/api/messages`, { method: 'POST', headers, agent: false });
      upload.on('error', () => {});
      upload.write(Buffer.alloc(10 * 2 ** 20));
      return upload;
    });
    await wait(3000);
    for (const upload of sending) upload.destroy();
  });

  test('messages with four of the largest pictures, one after the other', async () => {
    const ana = await enterAs(url, 'Ana');
    const picture = await largePicture(9.9);
    for (let message = 0; message < 6; message++) {
      const { status } = await ana.send('/mix', crypto.randomUUID(), Array(4).fill(picture));
      expect([201, 429]).toContain(status);
    }
    await wait(2000);
  });

  test('three hundred streams of one browser', async () => {
    const ana = await enterAs(url, 'Ana');
    const control = new AbortController();
    const streams: Response[] = [];
    for (let batch = 0; batch < 3; batch++) {
      const open = () => ana.fetch('/events?since=0', { signal: control.signal });
      streams.push(...(await Promise.all(Array.from({ length: 100 }, open))));
    }
    expect(streams.filter(({ status }) => status === 200)).toHaveLength(12);
    control.abort();
  });

  test('drawings that ask for all time and all memory', async () => {
    const ana = await enterAs(url, 'Ana');
    const hogs = Array.from({ length: 3 }, (_, index) => new File([hog(index)], `hog${index}.svg`));
    for (const file of hogs) await ana.send('/restyle style:noto', crypto.randomUUID(), [file]);
    await expect
      .poll(async () => (await ana.messages()).filter(({ bot, state }) => bot && state === 'running'), {
        timeout: 60_000,
        interval: 500,
      })
      .toEqual([]);
  });

  test('many pictures given to learn from at once', async () => {
    const ana = await enterAs(url, 'Ana');
    const svg = (index: number) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="${index % 4}.${index}" fill="red"/></svg>`;
    const files = Array.from({ length: 12 }, (_, index) => new File([svg(index)], `${index}.svg`));
    for (const [index, file] of files.entries()) await ana.send(`/teach number ${index}`, crypto.randomUUID(), [file]);
    await wait(5000);
  });

  test('two hundred new people', async () => {
    const enter = async () => (await new TestBrowser(url).post('/api/session')).status;
    const statuses = [];
    for (let batch = 0; batch < 10; batch++) {
      statuses.push(...(await Promise.all(Array.from({ length: 20 }, enter))));
    }
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(80);
  });
});

/** A picture of few pixels in a file of so many megabytes. */
async function largePicture(megabytes: number): Promise<File> {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="28"/></svg>';
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  return new File([Buffer.from(png), Buffer.alloc(megabytes * 2 ** 20)], 'large.png');
}

/** As much as may be drawn, in ways that take time or memory. */
function hog(index: number): string {
  const whole = 'width="512" height="512"';
  const blur = '<feGaussianBlur stdDeviation="30"/>'.repeat(30);
  const turbulence = `<feTurbulence baseFrequency="0.9" numOctaves="${10 ** 7}"/>`;
  const parts = [
    `<filter id="f">${blur}</filter><rect ${whole} filter="url(#f)"/>`,
    `<filter id="f">${turbulence}</filter><rect ${whole} filter="url(#f)"/>`,
    `<pattern id="p" width="20000" height="20000" patternUnits="userSpaceOnUse"><rect ${whole}/></pattern><rect ${whole} fill="url(#p)"/>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" ${whole}>${parts[index]}</svg>`;
}
