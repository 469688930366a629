import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedEasel, startEasel } from './helpers/start-easel.ts';
import { TestBrowser } from './platforms/web/browser.ts';

const secrets = {
  EASEL_ADMIN_TOKEN: 'admin-token-of-the-operator',
  EASEL_SECRET_KEY: Buffer.alloc(32, 'sealing').toString('base64'),
  DISCORD_TOKEN: 'discord.token.nobody-may-read',
  SLACK_BOT_TOKEN: 'xoxb-slack-bot-token',
  SLACK_APP_TOKEN: 'xapp-slack-app-token',
  SLACK_SIGNING_SECRET: 'slack-signing-secret',
  SLACK_CLIENT_ID: 'slack-client',
  SLACK_CLIENT_SECRET: 'slack-client-secret',
};
const { SLACK_CLIENT_ID: _, ...hidden } = secrets;

let folder: string;
let platform: Server;
let easel: StartedEasel;
/** How often the platform has repeated a secret to Easel. */
let repeated = 0;

/** A platform that refuses everything and repeats what it was sent, as real ones' error pages do. */
function startIndiscreetPlatform(): Server {
  return createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const said = `refused: ${JSON.stringify(request.headers)} ${decodeURIComponent(body)}`;
    if (Object.values(hidden).some((secret) => said.includes(secret))) repeated++;
    response.writeHead(401, { 'content-type': 'application/json' });
    const metadata = { response_metadata: { messages: [said] } };
    response.end(JSON.stringify({ ok: false, error: 'invalid_auth', ...metadata, message: said, code: 0 }));
  }).listen(0, '127.0.0.1');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-secrets-'));
  platform = startIndiscreetPlatform();
  await once(platform, 'listening');
  const address = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const addresses = { DISCORD_API_URL: `${address}/api`, SLACK_API_URL: `${address}/slack/`, SLACK_PORT: '0' };
  easel = startEasel(folder, { ...secrets, ...addresses, LOG_LEVEL: 'trace' });
  await easel.says('?admin=');
});
afterAll(async () => {
  easel.process.kill('SIGKILL');
  platform.closeAllConnections();
  platform.close();
  await rm(folder, { recursive: true, force: true });
});

test('no secret reaches a reply, a page or the log, whatever goes wrong', async () => {
  const url = /Easel paints at (http:\S+)/.exec(easel.output())![1]!;
  const ana = new TestBrowser(url);
  await ana.enter('Ana');
  const requests = [
    ana.fetch('/'),
    ana.fetch('/?admin=wrong'),
    ana.fetch('/healthz'),
    ana.fetch('/metrics'),
    ana.fetch('/api/messages'),
    ana.fetch('/files/../secrets.json'),
    ana.fetch('/files/%2e%2e%2fsecrets.json'),
    ana.fetch('/nowhere'),
    ana.post('/api/press', '{'),
    ana.post('/api/press', { messageId: 'x', buttonId: 'vote:x:up' }),
    ana.post('/api/session', 'not json', { authorization: 'Bearer none' }),
    ana.fetch('/api/messages', { headers: { cookie: 'easel_person=forged' } }),
    ana.fetch('/events', { headers: { cookie: 'easel_operator=forged' } }),
  ];
  const replies = await Promise.all(requests.map(async (request) => (await request).text()));
  for (const text of ['/settings', '/retrain', '/recall nothing', '/generate qwxzvk', '/unknown', '/model use gone']) {
    replies.push(JSON.stringify(await ana.ask(text)));
  }
  expect(repeated).toBeGreaterThan(0);
  const ended = once(easel.process, 'exit');
  easel.process.kill('SIGTERM');
  await ended;

  const told = easel.output();
  expect(told).toContain('refused');
  for (const [name, secret] of Object.entries(hidden)) {
    expect(replies.join('\n'), `${name} in a reply`).not.toContain(secret);
    expect(told, `${name} in the log`).not.toContain(secret);
  }
});

test('a database that refuses Easel is named without its password', async () => {
  const password = 'database-password';
  const refused = startEasel(folder, { DATABASE_URL: `postgresql://easel:${password}@127.0.0.1:9/easel` });
  expect((await once(refused.process, 'exit'))[0]).toBe(1);
  expect(refused.output()).toContain('DATABASE_URL');
  expect(refused.output()).not.toContain(password);
});
