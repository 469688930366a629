import { expect, test } from 'vitest';
import { enterAs } from './browser.ts';
import { adminToken, startTestWeb } from './start-test-web.ts';

const rejected = {
  at: new Date('2026-03-10T03:30:00Z'),
  workspace: 'discord 42',
  state: 'rejected',
  model: '3f9c2a71',
  steps: 120,
  minutes: 10,
  reason: 'its pictures are less varied <b>',
  figures: { diversity_ratio: 0.79123, heldout_mae: 0.0334 },
};

test('the operator sees what was trained, how it ended and what was measured; nobody else does', async () => {
  const web = await startTestWeb({ trainings: async () => [rejected] });
  try {
    const page = `${web.url}/trainings`;
    expect((await fetch(page)).status).toBe(403);
    expect((await (await enterAs(web.url, 'Ana')).fetch('/trainings')).status).toBe(403);
    const admitted = await fetch(`${web.url}/?admin=${adminToken}`, { redirect: 'manual' });
    const operator = admitted.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const headers = { cookie: operator.join('; '), origin: web.url, 'content-type': 'application/json' };
    const met = await fetch(`${web.url}/api/session`, { method: 'POST', headers, body: '{}' });
    const cookies = [...operator, ...met.headers.getSetCookie().map((cookie) => cookie.split(';')[0])];
    const shown = await (await fetch(page, { headers: { cookie: cookies.join('; ') } })).text();
    for (const text of ['2026-03-10 03:30 UTC', 'discord 42', 'rejected', '3f9c2a71', 'diversity_ratio 0.791']) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain('less varied &lt;b&gt;');
  } finally {
    await web.close();
  }
});
