import { expect, it } from 'vitest';
import { checkDiscord } from '#platforms/discord/check.ts';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import { permissions } from '../../helpers/discord-emulator/routes.ts';

const discord = useDiscord();
const check = (token?: string) => {
  const { chat, emulator } = discord();
  return checkDiscord({ chat, token, apiUrl: emulator.api });
};

it('says what to do about a token, servers, permissions and commands', async () => {
  const { emulator } = discord();
  expect(await check()).toMatchObject([{ state: 'ok', found: expect.stringContaining('set DISCORD_TOKEN') }]);
  expect(await check('wrong')).toMatchObject([{ state: 'fail', advice: expect.stringContaining('Reset Token') }]);

  emulator.line.fate = () => 'cut';
  expect(await check(emulator.world.token)).toMatchObject([{ state: 'fail', found: 'Discord does not answer' }]);
  emulator.line.fate = () => 'through';

  const [lonely] = await check(emulator.world.token);
  expect(lonely).toMatchObject({ state: 'warn', found: 'easel, in no server' });
  expect(lonely?.advice).toContain(`client_id=${emulator.world.application.id}&scope=bot+applications.commands`);

  newServer(discord());
  const findings = await check(emulator.world.token);
  expect(findings.map(({ state }) => state)).toEqual(['ok', 'ok']);

  emulator.guild('strict', { botPermissions: permissions.viewChannel | permissions.sendMessages });
  emulator.world.commands = [];
  const lacking = await check(emulator.world.token);
  expect(lacking.filter(({ state }) => state === 'warn').map(({ found }) => found)).toEqual([
    expect.stringContaining('commands are not registered, such as audit'),
    'no Attach Files in strict',
    'no Read Message History in strict',
    'no Create Expressions in strict',
  ]);
});
