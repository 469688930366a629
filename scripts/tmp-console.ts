import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openTestEasel } from '../test/helpers/easel.ts';
import { fillWorkspace } from '../test/helpers/crowded.ts';
import { startWeb } from '#platforms/web/web.ts';
import { createFileStore } from '#platforms/web/files.ts';
import { createMemoryMessages } from '../test/helpers/memory-messages.ts';
import { createLog } from '#lib/log.ts';
import { redrawUpload } from '#images/decode.ts';

const pictures = Number(process.argv[2] ?? 400), trainings = Number(process.argv[3] ?? 12);
const easel = await openTestEasel();
const origin = { platform: 'web' as const, workspace: 'web', channel: 'studio', user: { externalId: 'a', name: 'Ana' }, operator: true };
const caller = await easel.services.people.identify(origin);
const painted = await easel.services.studio.submit({ kind: 'generate', count: 4, spread: 1, seed: 1 }, caller).done;
await fillWorkspace(easel, { workspaceId: caller.workspaceId, pictures, trainings });
const ben = await easel.services.people.identify({ ...origin, user: { externalId: 'b', name: 'Ben' }, operator: false });
await easel.services.moderation.report(ben, painted.pictures[0]!.id, 'it has teeth');
const web = await startWeb({
  chat: easel.chat, store: createMemoryMessages(), files: await createFileStore(await mkdtemp(join(tmpdir(), 'console-'))),
  redraw: ({ bytes, name }) => redrawUpload(bytes, name), postings: { note: async () => {} }, gallery: easel.services,
  console: { ...easel.services, backups: { list: async () => [{ name: 'easel-2026-11-23T04-00-00Z.tar.gz', at: new Date(), bytes: 48e6 }], make: async () => 'x' } },
  log: createLog('warn'), host: '127.0.0.1', port: 0, adminToken: 't', secret: 's', health: async () => ({ ready: true }), metrics: async () => '',
});
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const out = process.env.OUT ?? '/tmp/console-shots';
for (const [name, options] of Object.entries({
  light: { viewport: { width: 1200, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 375, height: 740 }, colorScheme: 'light' },
} as const)) {
  const context = await browser.newContext({ ...options, bypassCSP: false });
  const page = await context.newPage();
  page.on('console', (m) => { if (['error','warning'].includes(m.type())) console.log(name, m.text()); });
  page.on('pageerror', (e) => console.log(name, 'PAGEERROR', e.message));
  await page.goto(`${web.url}/?admin=t`);
  for (const view of ['', 'people', 'taste', 'models', 'trainings', 'reports', 'lessons', 'audit', 'settings']) {
    const t = performance.now();
    await page.goto(`${web.url}/console/${view}`.replace(/\/$/, ''));
    await page.locator('.panel').first().waitFor({ timeout: 10000 });
    const ms = performance.now() - t;
    await page.waitForTimeout(view === 'models' ? 1500 : 600);
    if (view === 'trainings') { await page.locator('.training-head').first().click(); await page.waitForTimeout(500); }
    await page.screenshot({ path: `${out}/${name}-${view || 'overview'}.png` });
    await page.evaluate(`window.module = undefined; ${axe}`);
    const r: any = await page.evaluate('axe.run(document)');
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    console.log(name, view || 'overview', Math.round(ms), 'ms', 'wide', wide, r.violations.map((v: any) => `${v.id}: ${v.nodes.slice(0,2).map((n: any) => n.html.slice(0,120)+' '+(n.failureSummary||'').slice(0,160)).join(' | ')}`));
  }
  await context.close();
}
await browser.close(); await web.close(); await easel.close();
process.exit(0);
