import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fillWorkspace } from '../../helpers/crowded.ts';
import { createFakeTrainer, type FakeTrainer } from '../../helpers/fake/training.ts';
import { isThere, launch, needs, openPage, overflow, violations } from './chromium.ts';
import { startConsole, type TestConsole } from './start-console.ts';
import { adminToken } from './start-test-web.ts';

const views = ['', 'people', 'taste', 'models', 'trainings', 'reports', 'lessons', 'audit', 'settings', 'nothing'];

describe.skipIf(!isThere)(`the console in Chromium ${needs}`, () => {
  let browser: Browser;
  let it: TestConsole;
  let trainer: FakeTrainer;
  let backups: string[];
  let complaints: string[];

  beforeAll(async () => {
    trainer = createFakeTrainer();
    backups = [];
    const list = async () => backups.map((name) => ({ name, at: new Date('2026-11-23T04:00:00Z'), bytes: 48_000_000 }));
    const make = async () => backups[backups.push('easel-2026-11-23T04-00-00Z.tar.gz') - 1]!;
    [browser, it] = await Promise.all([launch(), startConsole({ trainer, backups: { list, make } })]);
    const { services } = it.easel;
    const { pictures } = await services.studio.submit({ kind: 'generate', count: 4, spread: 1, seed: 1 }, it.home).done;
    const reader = await services.people.identify({
      ...{ platform: 'web', workspace: 'web', channel: 'studio', operator: false },
      user: { externalId: 'a-reader', name: 'Ria' },
    });
    await services.moderation.report(reader, pictures[0]!.id, 'it has teeth');
    await fillWorkspace(it.easel, { workspaceId: it.home.workspaceId, pictures: 100, trainings: 30 });
  });
  afterAll(async () => {
    await browser?.close();
    await it?.close();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** What the operator's browser keeps: signing in is limited, as guessing is. */
  let signedIn: BrowserContextOptions['storageState'];
  /** The operator's browser. */
  async function operator(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await openPage(browser, { url: it.web.url, complaints, storageState: signedIn, ...options });
    if (signedIn) return page;
    await page.goto(`${it.web.url}/?admin=${adminToken}`);
    signedIn = await page.context().storageState();
    return page;
  }
  async function open(page: Page, view: string) {
    await page.goto(`${it.web.url}/console${view && `/${view}`}`);
    await page.locator('.console-page h1').waitFor();
    await page.locator('.console-waiting').waitFor({ state: 'detached' });
  }
  const card = (page: Page, title: string) =>
    page.locator('.panel').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

  test.each(views)('the view "%s" is for everybody: light, dark, on a phone', async (view) => {
    const page = await operator({ colorScheme: 'light' });
    await open(page, view);
    if (view === 'trainings') await page.locator('.training-head').first().click();
    expect(await violations(page)).toEqual([]);
    expect(await page.title()).toMatch(/Console · Easel$/);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  test('the overview has the numbers, what waits, and a backup at a press', async () => {
    const page = await operator();
    await open(page, '');
    await page.locator('.figure').filter({ hasText: 'Pictures' }).getByText('104', { exact: true }).waitFor();
    await page.getByRole('link', { name: '1 reported picture' }).waitFor();
    await card(page, 'Votes over time')
      .getByRole('img', { name: /^Votes in 30 days: 33 for, 17 against/ })
      .waitFor();
    await page.getByRole('button', { name: '90 days' }).click();
    await page.getByRole('img', { name: /^Votes in 90 days/ }).waitFor();
    const button = page.getByRole('button', { name: 'Back up now' });
    await button.click();
    await card(page, 'Backups').getByText('easel-2026-11-23T04-00-00Z.tar.gz').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Back up now');
    expect(complaints).toEqual([]);
  });

  test('a reported picture is blurred until it is looked at; a decision is carried out and the count goes down', async () => {
    const page = await operator();
    await open(page, '');
    await page.getByRole('link', { name: 'Reports 1 waiting' }).click();
    await page.getByText('it has teeth').waitFor();
    expect(await page.title()).toBe('Reports · Console · Easel');
    await page.getByRole('button', { name: 'Show the spoiler' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Delete this picture?' }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('it has teeth').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nothing is reported.').waitFor();
    await page.getByRole('link', { name: 'Reports', exact: true }).waitFor();
    expect(await it.easel.services.moderation.reported(it.home, 1)).toEqual([]);
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByText(/deleted picture/).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a training is started, followed live with its curve, and stopped', async () => {
    const page = await operator();
    await open(page, 'trainings');
    await page.getByRole('spinbutton', { name: 'Minutes' }).fill('7');
    await page.getByRole('button', { name: 'Start a training' }).click();
    await page.getByRole('button', { name: 'Stop it' }).waitFor();
    expect(trainer.started).toEqual([7]);
    const bar = page.getByRole('progressbar');
    for (const [step, loss] of [
      [10, 0.5],
      [20, 0.4],
      [30, 0.3],
    ] as const) {
      trainer.report({ ratio: step / 40, phase: 'training', step, loss });
      await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe(String(Math.round((100 * step) / 40)));
    }
    await page.getByRole('img', { name: 'Loss: from 0.5 to 0.3 in 30 steps' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByRole('button', { name: 'Start a training' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('lists come a page at a time', async () => {
    const page = await operator();
    await open(page, 'trainings');
    await expect.poll(() => page.locator('.training').count()).toBe(15);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => page.locator('.training').count()).toBe(30);
    await open(page, 'people');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(20);
  });

  test('settings are changed all at once, and what is no time is refused in words', async () => {
    const page = await operator();
    await open(page, 'settings');
    await page.getByRole('textbox', { name: 'Nightly training' }).fill('late');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('`nightly` is a time such as 03:30, or off.').waitFor();
    await page.getByRole('textbox', { name: 'Nightly training' }).fill('03:30');
    await page.getByRole('textbox', { name: 'Pictures a day and person' }).fill('40');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByText('Each person may paint 40 pictures a day.').waitFor();
  });

  test('a person is blocked and unblocked', async () => {
    const page = await operator();
    await open(page, 'people');
    await page.getByRole('button', { name: 'Block Person 1', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    const blocked = card(page, 'Blocked');
    await blocked.getByText('Person 1').waitFor();
    await blocked.getByRole('button', { name: 'Unblock Person 1' }).click();
    await blocked.waitFor({ state: 'detached' });
  });

  test('an admin’s link from chat opens their own server’s console, once; a stranger reads what to do', async () => {
    const page = await openPage(browser, { url: it.web.url, complaints });
    const address = `${it.web.url}/console#key=${await it.keyFor(it.olga)}`;
    await page.goto(address);
    await page.locator('.console-page h1').waitFor();
    expect(page.url()).not.toContain('key');
    expect(await page.getByRole('heading', { name: 'Backups' }).count()).toBe(0);
    const other = await openPage(browser, { url: it.web.url, complaints: [] });
    await other.goto(address);
    await other.getByText('This link was used already, or is too old.').waitFor();
    await other.goto(`${it.web.url}/console/people`);
    await other.getByText('The console is for admins.').waitFor();
    expect(await violations(other)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
