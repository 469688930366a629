import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const isThere = existsSync(executablePath);
export const needs = `(needs ${executablePath}, or CHROMIUM_PATH)`;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quietFlags = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
const patience = 30_000;

export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args: [...flags, ...quietFlags] });

/** A page of its own, as a new browser would have it; what goes wrong in it, and what it asks of others than `url`, is added to `complaints`. */
export async function openPage(
  browser: Browser,
  { url, complaints, ...options }: BrowserContextOptions & { url: string; complaints: string[] },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) complaints.push(request.url());
  });
  return page;
}

/** Opens the studio as a new person, who gives a name and comes in. */
export async function enterStudio(
  browser: Browser,
  options: BrowserContextOptions & { url: string; complaints: string[] },
  name = 'Ana',
): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(options.url);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return page;
}

/** Ends what fades in or moves once: half faded, a text has little contrast. */
const settle = `for (const animation of document.getAnimations()) {
  if (Number.isFinite(animation.effect.getComputedTiming().endTime)) animation.finish();
}`;

/** What axe-core finds wrong with a page as it is now: nothing, where all can use it. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(settle);
  await page.evaluate(axe.source);
  const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))',
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' | ')}`);
}

/** By how much the page is wider than the screen, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');
