import { describe, expect, it } from 'vitest';
import { registrationOf } from '#platforms/discord/registration.ts';
import { useDiscord } from '../../helpers/discord.ts';
import { createSpecCheck } from '../../helpers/discord-emulator/spec.ts';

const discord = useDiscord();
const registered = (name: string) => registrationOf(discord().chat).find((command) => command.name === name)!;
const optionsOf = (name: string) => registered(name).options as Record<string, unknown>[];

describe('what Discord is told of the commands', () => {
  it('is registered at every start', () => {
    const { chat, emulator } = discord();
    expect(emulator.world.commands.map(({ name }) => name)).toEqual(registrationOf(chat).map(({ name }) => name));
  });

  it('has options of their own kinds, with limits, choices and completion', () => {
    expect(optionsOf('generate')).toMatchObject([
      { name: 'prompt', type: 3, autocomplete: true, required: false },
      ...['colour', 'mood', 'wearing', 'holding', 'size', 'style'].map((name) => ({
        name,
        type: 3,
        autocomplete: true,
      })),
      { name: 'model', type: 3, autocomplete: true },
      { name: 'count', type: 4, min_value: 1, max_value: 9 },
      { name: 'seed', type: 4, max_value: 2 ** 32 - 1 },
      { name: 'spread', type: 10, max_value: 2 },
      { name: 'spoiler', type: 5 },
      { name: 'private', type: 5 },
    ]);
    expect(optionsOf('settings')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'retrain', type: 8 }),
        expect.objectContaining({ name: 'news', type: 7, channel_types: [0, 5] }),
        expect.objectContaining({ name: 'taste', type: 3, choices: [expect.anything(), expect.anything()] }),
      ]),
    );
    expect(optionsOf('gallery')).toMatchObject([
      { choices: [{ value: 'top' }, { value: 'new' }, { value: 'mine' }] },
      { name: 'search', type: 3 },
      { name: 'by', type: 6 },
      { choices: [{ value: 'day' }, { value: 'week' }, { value: 'month' }] },
    ]);
  });

  it('lets files stand for ingredients', () => {
    expect(optionsOf('mix').map(({ name }) => name)).toEqual(expect.arrayContaining(['a', 'b', 'file', 'file2']));
    expect(optionsOf('restyle').filter(({ type }) => type === 11)).toHaveLength(1);
    expect(optionsOf('restyle')[0]).toMatchObject({ name: 'style', required: true });
    expect(optionsOf('generate').filter(({ type }) => type === 11)).toHaveLength(0);
  });

  it('is in the language of the person, too', () => {
    expect(registered('mix').name_localizations).toMatchObject({ de: expect.any(String), 'pt-BR': expect.any(String) });
    expect(optionsOf('mix')[0]).toMatchObject({ description_localizations: { ja: expect.any(String) } });
    expect(registered('Mix with…').name_localizations).toMatchObject({ 'es-ES': expect.any(String) });
  });

  it('shows commands for admins to those with Manage Server, in servers alone', () => {
    for (const name of ['retrain', 'settings']) {
      expect(registered(name)).toMatchObject({ default_member_permissions: 32, contexts: [0], integration_types: [0] });
    }
    expect(registered('mix')).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
    expect(registered('mix').default_member_permissions).toBeUndefined();
  });
});

describe('Discord’s specification', () => {
  it('finds what is wrong with a request', () => {
    const check = createSpecCheck();
    const path = '/channels/1/messages';
    const contentType = 'application/json';
    expect(check({ method: 'post', path, contentType, body: { content: 'fox' } })).toBeUndefined();
    expect(check({ method: 'post', path, contentType, body: { content: 'x'.repeat(5000) } })).toContain('4000');
    expect(check({ method: 'post', path: '/channels/1/paint', contentType, body: {} })).toContain('there is no');
    expect(check({ method: 'put', path: '/applications/1/commands', contentType, body: [{ name: '' }] })).toContain(
      'name',
    );
  });
});
