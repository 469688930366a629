import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { programEnv } from '../helpers/program-env.ts';

/** Runs `npm run register` as an admin does, without any token. */
function register(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = programEnv({});
    execFile(process.execPath, ['scripts/register.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('what the platforms are told is printed without a token', async () => {
  const { discord, slack } = JSON.parse((await register('--print')).stdout);
  expect(discord.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['mix', 'Save as emoji']));
  expect(slack.settings.socket_mode_enabled).toBe(true);
  expect(JSON.parse((await register('--print', 'slack')).stdout)).toEqual(slack);
});

test('without a token it says what to set, and still shows what to paste', async () => {
  const { code, stdout } = await register();
  expect(code).toBe(0);
  expect(stdout).toContain('Discord: set DISCORD_TOKEN');
  expect(stdout).toContain('"display_information"');
});

test('what cannot be printed is refused in words', async () => {
  expect(await register('--print', 'irc')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Write --print, --print discord or --print slack.\n',
  });
  expect((await register('--http')).stderr).toContain('--http needs PUBLIC_URL');
});
