import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestEasel } from '../test/helpers/easel.ts';
import { fillWorkspace } from '../test/helpers/crowded.ts';
import { startWeb } from '#platforms/web/web.ts';
import { createFileStore } from '#platforms/web/files.ts';
import { createMemoryMessages } from '../test/helpers/memory-messages.ts';
import { createLog } from '#lib/log.ts';
import { redrawUpload } from '#images/decode.ts';
import { launch, openPage } from '../test/platforms/web/chromium.ts';

const pictures = Number(process.argv[2] ?? 10000), trainings = Number(process.argv[3] ?? 200);
const easel = await openTestEasel();
const origin = { platform: 'web' as const, workspace: 'web', channel: 'studio', user: { externalId: 'a', name: 'Ana' }, operator: true };
const caller = await easel.services.people.identify(origin);
await easel.services.studio.submit({ kind: 'generate', count: 4, spread: 1, seed: 1 }, caller).done;
await fillWorkspace(easel, { workspaceId: caller.workspaceId, pictures, trainings });
console.log('seeded');
const web = await startWeb({
  chat: easel.chat, store: createMemoryMessages(), files: await createFileStore(await mkdtemp(join(tmpdir(), 'console-'))),
  redraw: ({ bytes, name }) => redrawUpload(bytes, name), postings: { note: async () => {} }, gallery: easel.services,
  console: { ...easel.services }, log: createLog('warn'), host: '127.0.0.1', port: 0, adminToken: 't', secret: 's', health: async () => ({ ready: true }), metrics: async () => '',
});
const { services: s } = easel;
const timed = async (name: string, act: () => Promise<unknown>) => { for (let i = 0; i < 3; i++) { const t = performance.now(); const c = process.cpuUsage(); const r = await act(); const u = process.cpuUsage(c); console.log(name, Math.round(performance.now() - t), 'ms', 'own cpu', Math.round((u.user + u.system) / 1000), 'bytes', JSON.stringify(r, (k, v) => v instanceof Uint8Array ? 'png' : v)?.length); } };
await timed('totals', () => s.console.totals(caller));
await timed('days 30', () => s.console.days(caller, 30));
await timed('days 365', () => s.console.days(caller, 365));
await timed('members', () => s.console.members(caller, 1));
await timed('lineage', () => s.console.lineage(caller, 1));
await timed('trainings', () => s.console.trainings(caller, 1));
await timed('workspaces', () => s.console.workspaces());
await timed('audit', () => s.moderation.audit(caller, 1));
await timed('taste', () => s.console.taste(caller));
const browser = await launch();
for (let i = 0; i < 3; i++) {
  const page = await openPage(browser, { url: web.url, complaints: [] });
  await page.goto(`${web.url}/?admin=t`);
  for (const view of ['', '/people', '/models', '/trainings', '/gallery']) {
    const t = performance.now();
    await page.goto(view === '/gallery' ? `${web.url}/gallery` : `${web.url}/console${view}`);
    await page.locator(view === '/gallery' ? 'figure' : '.panel').first().waitFor();
    const fcp = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime");
    console.log('page', view, 'content', Math.round(performance.now() - t), 'ms, first contentful paint', Math.round(Number(fcp)));
  }
  await page.context().close();
}
process.exit(0);
