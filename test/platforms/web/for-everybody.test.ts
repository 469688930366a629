import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterStudio, isThere, launch, needs, openPage, violations } from './chromium.ts';
import { createFakeGallery } from './fake-gallery.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

describe.skipIf(!isThere)(`the page for everybody, in Chromium ${needs}`, () => {
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

  const enter = (options?: BrowserContextOptions) => enterStudio(browser, { url: web.url, complaints, ...options });
  const composer = (page: Page) => page.getByRole('combobox', { name: 'Message' });
  const say = async (page: Page, text: string) => {
    await composer(page).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  };
  const pictures = (page: Page) => page.getByRole('button', { name: 'Open fox' });

  test('a vote keeps the focus, and an answer is one stop of the Tab key with arrow keys inside', async () => {
    const page = await enter();
    await say(page, '/generate');
    const vote = page.getByRole('button', { name: 'I like picture 1' });
    await vote.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I like picture 1 (👍 1)', pressed: true }).waitFor();
    const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
    expect(await focused()).toBe('I like picture 1 (👍 1)');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^Open fox .*\(1 of 4\)$/);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^Open fox .*\(2 of 4\)$/);
    const stops = 'document.querySelectorAll(\'.answer [tabindex="0"]\').length';
    expect(await page.evaluate(stops)).toBe(1);
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('.answer')")).toBeNull();
    expect(complaints).toEqual([]);
  });

  test('a screen reader hears an answer as one sentence', async () => {
    const page = await enter();
    await say(page, '/generate happy fox');
    const told = page.locator('.unseen[role=status]');
    await expect.poll(() => told.textContent()).toContain('4 pictures with buttons');
    expect(await page.locator('[aria-live=polite] .message').count()).toBe(0);
  });

  test('who only looks at the gallery is not asked for a name; what was closed stays closed on the way back', async () => {
    const page = await openPage(browser, { url: web.url, complaints });
    await page.goto(web.url);
    await page.getByRole('dialog', { name: 'Your name' }).waitFor();
    await page.goto(`${web.url}/gallery`);
    await page.getByRole('figure').first().getByRole('button', { name: 'Open' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.title()).toBe('Gallery · Easel');
    await page.getByRole('figure').first().getByRole('button', { name: 'Open' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByRole('dialog', { name: 'Your name' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('that the line is lost is said at once, and an address that no page has says so', async () => {
    const page = await enter();
    await page.context().setOffline(true);
    await page.getByText('Reconnecting').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Reconnecting').waitFor({ state: 'detached' });
    const response = await page.goto(`${web.url}/nothing/here`);
    expect(response?.status()).toBe(404);
    await page.getByText('No page of Easel has this address.').waitFor();
    await page.getByRole('link', { name: 'To the studio' }).click();
    await composer(page).waitFor();
  });

  test('the page is two files, packed', async () => {
    const page = await openPage(browser, { url: web.url, complaints });
    const loaded: [path: string, encoding: string | undefined][] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/assets/'))
        loaded.push([pathname.replace(/.*\//, ''), response.headers()['content-encoding']]);
    });
    await page.goto(web.url);
    await composer(page).waitFor();
    expect(loaded.toSorted()).toEqual([
      ['main.js', expect.stringMatching(/br|gzip/)],
      ['style.css', expect.stringMatching(/br|gzip/)],
    ]);
  });

  test.each(['light', 'dark'] as const)('axe-core finds nothing wrong, %s', async (colorScheme) => {
    const page = await enter({ colorScheme });
    await say(page, '/generate');
    await page.getByRole('button', { name: 'I like picture 4' }).waitFor();
    await page.getByRole('button', { name: 'I like picture 2' }).click();
    await say(page, '/break');
    await say(page, '/slow');
    await page.getByRole('progressbar').waitFor();
    expect(await violations(page)).toEqual([]);
    await composer(page).fill('/ge');
    await page.getByRole('listbox').waitFor();
    expect(await violations(page)).toEqual([]);
    await composer(page).fill('');
    await pictures(page).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${web.url}/gallery`);
    await page.getByRole('figure').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('figure').first().getByRole('button', { name: 'Open' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${web.url}/nothing`);
    await page.getByRole('link', { name: 'To the studio' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
