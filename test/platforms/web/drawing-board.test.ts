import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import type { SketchServices } from '#platforms/web/sketch-routes.ts';
import { flatPng } from '../../helpers/fake/album.ts';
import { createFakeServices } from '../../helpers/services.ts';
import { enterAs, read, TestBrowser } from './browser.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

const side = 128;
const bytes = side * side * 4;

/** The drawings that came, with the style that was asked for. */
type Drawings = { ink: number; style?: string }[];

function fakeSketching(drawings: Drawings): SketchServices {
  const { people } = createFakeServices();
  return {
    people,
    sketching: {
      glimpse: async (_caller, drawing, style) => {
        const ink = drawing.filter((value, i) => i % 4 === 3 && value > 0).length;
        if (ink === 0) throw new AppError('bad_image', 'There is nothing to see on the canvas.');
        drawings.push({ ink, style });
        return flatPng('your drawing', 256);
      },
    },
  };
}

let web: TestWeb;
let drawings: Drawings;
beforeEach(async () => {
  drawings = [];
  web = await startTestWeb({ sketching: fakeSketching(drawings) });
});
afterEach(() => web.close());

describe('what a drawing becomes', () => {
  const sheet = (ink: number) => new Uint8Array(bytes).fill(255, 0, 4 * ink);
  const draw = (browser: TestBrowser, body: Uint8Array<ArrayBuffer>, query = '') =>
    browser.fetch(`/api/sketch${query}`, { method: 'POST', body });

  test('comes back as a picture that nobody keeps', async () => {
    const ana = await enterAs(web.url, 'Ana');
    const answer = await draw(ana, sheet(40), '?style=noto');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect(drawings).toEqual([{ ink: 40, style: 'noto' }]);
    expect(await ana.messages()).toEqual([]);
  });

  test('an empty one is answered in words', async () => {
    const answer = await draw(await enterAs(web.url, 'Ana'), sheet(0));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await read<{ error: object }>(answer)).error).toMatchObject({ code: 'bad_image' });
  });

  test('one that is too large is not read', async () => {
    const answer = await draw(await enterAs(web.url, 'Ana'), new Uint8Array(bytes + 1));
    expect((await read<{ error: object }>(answer)).error).toMatchObject({ code: 'too_large' });
    expect(drawings).toEqual([]);
  });

  test('nobody draws who has not come in, and nobody faster than a hand does', async () => {
    const stranger = await draw(new TestBrowser(web.url), sheet(1));
    expect((await read<{ error: object }>(stranger)).error).toMatchObject({ code: 'no_permission' });
    const ana = await enterAs(web.url, 'Ana');
    const answers = await Promise.all(Array.from({ length: 90 }, () => draw(ana, sheet(1))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
  });
});

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

describe.skipIf(!existsSync(executablePath))(
  `the board in Chromium (needs ${executablePath}, or CHROMIUM_PATH)`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: flags });
    });
    afterAll(() => browser?.close());

    async function open(viewport = { width: 1100, height: 800 }, hasTouch = false): Promise<Page> {
      const page = await (await browser.newContext({ viewport, hasTouch })).newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(web.url);
      await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Draw' }).click();
      await page.getByRole('heading', { name: 'Draw something' }).waitFor();
      return page;
    }
    const paper = (page: Page) => page.getByRole('img', { name: /^Your drawing/ });
    const result = (page: Page) => page.getByRole('img', { name: 'What your drawing becomes' });

    async function drag(page: Page): Promise<void> {
      const box = (await paper(page).boundingBox())!;
      await page.mouse.move(box.x + 50, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + 180, box.y + 150, { steps: 4 });
      await page.mouse.up();
    }

    test('a picture appears beside each stroke, and Post says /sketch with the drawing', async () => {
      const page = await open();
      await drag(page);
      await result(page).waitFor();
      expect(drawings).toHaveLength(1);
      await page.getByRole('radio', { name: 'Thick' }).check();
      await page.getByRole('radio', { name: 'Red' }).check();
      await drag(page);
      await expect.poll(() => drawings.length).toBe(2);
      expect(drawings[1]!.ink).toBeGreaterThan(drawings[0]!.ink);
      await page.getByRole('button', { name: 'Post' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /drawing\.png/ }).waitFor();
      expect(await page.getByText('/sketch', { exact: true }).count()).toBe(1);
    });

    test('Undo takes the last stroke back, the eraser ink, and Clear all of it', async () => {
      const page = await open();
      await drag(page);
      await expect.poll(() => drawings.length).toBe(1);
      await page.getByRole('radio', { name: 'Eraser' }).check();
      await page.getByRole('radio', { name: 'Thin' }).check();
      await drag(page);
      await expect.poll(() => drawings.length).toBe(2);
      expect(drawings[1]!.ink).toBeLessThan(drawings[0]!.ink);
      await page.keyboard.press('Control+z');
      await expect.poll(() => drawings.length).toBe(3);
      expect(drawings[2]).toEqual(drawings[0]);
      await page.getByRole('button', { name: 'Clear' }).click();
      await result(page).waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: 'Post' }).isDisabled()).toBe(true);
    });

    test('the keyboard draws', async () => {
      const page = await open();
      await paper(page).focus();
      for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Space']) await page.keyboard.press(key);
      await result(page).waitFor();
      expect(drawings[0]!.ink).toBeGreaterThan(0);
    });

    test('on a phone nothing is cut off, and a finger draws', async () => {
      const page = await open({ width: 360, height: 640 }, true);
      const box = (await paper(page).boundingBox())!;
      await page.touchscreen.tap(box.x + 60, box.y + 60);
      await result(page).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate("document.querySelector('.board').scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    });
  },
);
