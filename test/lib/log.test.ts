import { expect, test } from 'vitest';
import { loadConfig } from '#lib/config.ts';
import { knownSecrets } from '#lib/known-secrets.ts';
import { createLog } from '#lib/log.ts';
import { platforms } from '../../src/platforms.ts';

const environment = {
  DATABASE_URL: 'postgresql://easel:swordf%69sh@127.0.0.1/easel',
  EASEL_ADMIN_TOKEN: 'admin-"token"-of-the-operator',
  EASEL_SECRET_KEY: 'c2VhbHMgdGhlIHRva2Vucw==',
  DISCORD_TOKEN: 'discord.token.value',
  SLACK_BOT_TOKEN: 'xoxb-bot-value',
  SLACK_APP_TOKEN: 'xapp-app-value',
  SLACK_SIGNING_SECRET: 'signing-value',
  SLACK_CLIENT_SECRET: 'client-value',
};

test('no secret of the environment is in the log, wherever it was put', () => {
  const lines: string[] = [];
  const config = loadConfig(environment, platforms);
  const log = createLog('trace', knownSecrets(config, platforms), { write: (line) => lines.push(line) });
  for (const secret of [...Object.values(environment), 'swordfish']) {
    log.debug(`connecting with ${secret}`);
    log.info({ deep: { inside: [{ url: `https://example.org/?key=${secret}` }] } }, 'a request');
    log.error({ err: new Error(`refused: ${secret}`, { cause: new Error(secret) }) }, 'it failed');
  }
  log.trace({ config }, 'settings');
  const text = lines.join('');
  expect(lines.map((line) => JSON.parse(line))).toHaveLength(28);
  for (const [name, secret] of Object.entries({ ...environment, password: 'swordfish' })) {
    expect(text, name).not.toContain(secret);
    expect(text, name).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
  expect(text).toContain('connecting with [hidden]');
});
