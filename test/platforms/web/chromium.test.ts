import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestBrowser } from './browser.ts';
import { enterStudio, isThere, launch, needs, overflow } from './chromium.ts';
import { createFakeGallery } from './fake-gallery.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

describe.skipIf(!isThere)(`the page in Chromium ${needs}`, () => {
  let browser: Browser;
  let web: TestWeb;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    web = await startTestWeb({ gallery: createFakeGallery(12) });
    complaints = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await web.close();
  });

  /** Opens the page as a new person, who gives a name and comes in. */
  const enter = (name?: string, options?: BrowserContextOptions) =>
    enterStudio(browser, { url: web.url, complaints, ...options }, name);
  const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
  const say = async (page: Page, text: string) => {
    await composer(page).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  };
  const pictures = (page: Page) => page.getByRole('button', { name: 'Open fox' });

  test('/generate shows four pictures, and a vote is there after a reload', async () => {
    const page = await enter();
    await composer(page).pressSequentially('/generate happy fox');
    await composer(page).press('Enter');
    await page.getByRole('button', { name: 'I like picture 4' }).waitFor();
    expect(await pictures(page).count()).toBe(4);
    const loaded = "[...document.querySelectorAll('.tile img')].map((image) => image.naturalWidth)";
    await expect.poll(() => page.evaluate(loaded)).toEqual([64, 64, 64, 64]);

    await page.getByRole('button', { name: 'I like picture 2' }).click();
    const pressed = page.getByRole('button', { name: 'I like picture 2 (👍 1)', pressed: true });
    await pressed.waitFor();
    await page.reload();
    await pressed.waitFor();
    expect(await page.getByRole('button', { pressed: true }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('commands, options, values and emoji are completed by the keyboard alone', async () => {
    const page = await enter();
    const type = (text: string) => page.keyboard.type(text);
    const option = (name: string) => page.getByRole('option', { name }).first().waitFor();
    await composer(page).focus();
    await type('/ge');
    await option('/generate');
    await page.keyboard.press('Enter');
    await type('st');
    await option('style:');
    await page.keyboard.press('Tab');
    await type('fl');
    await option('fluent flat');
    await page.keyboard.press('Tab');
    await type(':fox');
    await option('fox');
    await page.keyboard.press('Enter');
    expect(await composer(page).inputValue()).toBe('/generate style:"fluent flat" 🦊 ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await pictures(page).first().waitFor();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => composer(page).inputValue()).toBe('/generate style:"fluent flat" 🦊');
    expect(complaints).toEqual([]);
  });

  test('two people see the same, and what is private stays so', async () => {
    const [ana, ben] = [await enter('Ana'), await enter('Ben <b>bold</b>')];
    await say(ben, '/generate <img src=x onerror=alert(1)>');
    await ana.getByText('/generate <img src=x onerror=alert(1)>', { exact: true }).waitFor();
    await ana.getByText('Ben <b>bold</b>', { exact: true }).waitFor();
    await pictures(ana).first().waitFor();
    await say(ana, '/help');
    await ana.getByText('Only you can see this').waitFor();
    await ben.reload();
    await pictures(ben).first().waitFor();
    expect(await ben.getByText('What I can do').count()).toBe(0);
    await ana.getByRole('button', { name: 'Dismiss' }).click();
    await ana.getByText('What I can do', { exact: true }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('a spoiler is blurred and unnamed until it is clicked', async () => {
    const page = await enter();
    await say(page, '/secret');
    const hidden = page.getByRole('button', { name: 'Show the spoiler' });
    await hidden.waitFor();
    const blur = () => page.evaluate("getComputedStyle(document.querySelector('.tile img')).filter");
    expect(await blur()).toContain('blur');
    expect(await pictures(page).count()).toBe(0);
    await hidden.click();
    await pictures(page).waitFor();
    expect(await blur()).toBe('none');
    await pictures(page).click();
    await page.getByRole('dialog').getByRole('img', { name: 'fox' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a button that asks opens a dialog, and what is filled in is answered', async () => {
    const page = await enter();
    await say(page, '/secret');
    await page.getByRole('button', { name: 'Add this picture to the emoji here' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as emoji' });
    await dialog.getByRole('textbox', { name: 'Its name' }).fill('bad name');
    await page.keyboard.press('Enter');
    await page.getByText('A name has letters').waitFor();
    await page.getByRole('button', { name: 'Add this picture to the emoji here' }).click();
    await dialog.getByRole('textbox', { name: 'Its name' }).fill('happy_fox');
    await dialog.getByRole('combobox', { name: 'As what' }).selectOption('sticker');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await page.getByText('save:pic1 is the sticker happy_fox now.', { exact: true }).waitFor();
    expect(await dialog.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('progress is shown, and a lost line comes back with nothing missed or doubled', async () => {
    const page = await enter();
    await say(page, '/slow');
    const bar = page.getByRole('progressbar', { name: 'Painting' });
    await bar.waitFor();
    expect(await bar.getAttribute('aria-valuenow')).toBe('50');
    await web.restart();
    const ben = new TestBrowser(web.url);
    await ben.enter('Ben');
    await ben.ask('/generate while Ana was away');
    await page.getByText('This was interrupted by a restart of Easel.').waitFor();
    await pictures(page).nth(3).waitFor();
    expect(await page.getByRole('article').count()).toBe(4);
    await page.getByRole('button', { name: 'Try again' }).click();
    await bar.waitFor();
  });

  test('a message that finds no server is kept, and goes out when there is one', async () => {
    const page = await enter();
    await page.context().setOffline(true);
    await say(page, '/generate');
    await page.getByText('Easel cannot be reached right now.').waitFor();
    expect(web.chat.said).toEqual([]);
    await page.context().setOffline(false);
    await pictures(page).first().waitFor();
    await page.getByText('not sent').waitFor({ state: 'detached' });
    expect(web.chat.said).toHaveLength(1);
  });

  test('an error says what to do and gives the words back', async () => {
    const page = await enter();
    await say(page, '/break seed:x');
    await page.getByText('The seed must be a number. See /help.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await expect.poll(() => composer(page).inputValue()).toBe('/break seed:x');
  });

  test('pictures can be attached; what is none or too large is refused at once', async () => {
    const page = await enter();
    const attach = (name: string, mimeType: string, size: number) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.alloc(size) });
    await attach('notes.txt', 'text/plain', 10);
    await page.getByText('notes.txt is not a picture.').waitFor();
    // By its path: ten megabytes take long through the browser's wire.
    const folder = await mkdtemp(join(tmpdir(), 'easel-attached-'));
    await writeFile(join(folder, 'large.png'), Buffer.alloc(10 * 2 ** 20 + 1));
    await page.locator('input[type=file]').setInputFiles(join(folder, 'large.png'));
    await page.getByText('large.png is larger than 10 MB.').waitFor();
    await rm(folder, { recursive: true });
    await attach('fake.png', 'image/png', 10);
    await page.getByRole('button', { name: 'Remove fake.png' }).waitFor();
    await say(page, '/mix');
    await page.getByText('fake.png is not a picture we can read.').waitFor();
    expect(web.chat.said).toEqual([]);
  });

  test('a picture opens large, with its neighbours by the arrow keys and a way to keep it', async () => {
    const page = await enter();
    await say(page, '/generate');
    await pictures(page).nth(3).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('fox 🦊, picture 4').waitFor();
    await page.keyboard.press('ArrowRight');
    await dialog.getByText('fox 🦊, picture 1').waitFor();
    const link = dialog.getByRole('link', { name: 'Download' });
    expect(await link.getAttribute('download')).toBe('easel-pic1.png');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByText('The picture is copied').waitFor();
    const copied = 'navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))';
    expect(await page.evaluate(copied)).toEqual(['image/png']);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('the gallery shows the most liked first, takes votes and tells a history', async () => {
    const page = await enter();
    await page.getByRole('link', { name: 'Gallery' }).click();
    const first = page.getByRole('figure').first();
    await first.getByRole('button', { name: 'I like it (12)' }).click();
    await first.getByRole('button', { name: 'I like it (13)', pressed: true }).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByRole('figure').nth(11).waitFor();
    await first.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('dialog').getByText('Made from').waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New' }).click();
    await page.getByRole('figure').first().getByRole('button', { name: 'Open fox 🦊 number 12' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('on a phone nothing is wider than the screen', async () => {
    const phone = { viewport: { width: 375, height: 740 }, hasTouch: true };
    const page = await enter('A name as long as a name may be', phone);
    await say(page, `/generate ${'longword'.repeat(20)} count:9`);
    await page.getByRole('button', { name: 'I like picture 9' }).waitFor();
    expect(await overflow(page)).toBe(0);
    await say(page, '/break');
    await say(page, '/slow');
    await page.getByRole('progressbar').waitFor();
    await composer(page).fill('/');
    await page.getByRole('listbox').waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto(`${web.url}/gallery`);
    await page.getByRole('figure').first().waitFor();
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
