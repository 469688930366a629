import { describe, expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';

async function start() {
  const chat = await createTestChat();
  return { ...chat, ana: chat.user('ana', { operator: true }), ben: chat.user('ben') };
}

const lines = (text: string) => text.split('\n');

describe('/settings', () => {
  it('shows what holds, to admins alone', async () => {
    const { ana, ben } = await start();
    expect(lines((await ana.says('/settings')).text)).toEqual([
      '**Settings**',
      "**Default style** the model's first · `style`",
      '**Who may retrain** admins · `retrain`',
      '**Nightly training** off · `nightly`',
      '**Time zone** UTC · `zone`',
      '**Channel for news** none · `news`',
      '**Pictures a day and person** no limit · `daily`',
      '**Pictures a request** 9 · `count`',
      '**Days that pictures are kept** for ever · `keep`',
      '**Votes that offer a picture as an emoji** never · `promote`',
      '**Reports that hide a picture** 3 · `reports`',
      '**Words that are not painted** none of your own · `words`',
      '**Default word list** on · `wordlist`',
      '**Pick by votes** on · `taste`',
      '**Model** easel · `model`',
      'Or type `/settings style:noto`; `none` brings a default back.',
    ]);
    expect(ana.lastReply.ephemeral).toBe(true);
    expect(await ben.says('/settings')).toMatchObject({ error: 'no_permission' });
  });

  it('takes what is typed, and `none` for the default', async () => {
    const { ana } = await start();
    await ana.says('/settings nightly:03:30 zone:Europe/Berlin news:here daily:50 style:twemoji');
    expect(lines(ana.lastReply.text)).toEqual(
      expect.arrayContaining([
        '**Default style** twemoji · `style`',
        '**Nightly training** 03:30 · `nightly`',
        '**Time zone** Europe/Berlin · `zone`',
        '**Channel for news** general · `news`',
        '**Pictures a day and person** 50 · `daily`',
      ]),
    );
    await ana.says('/settings daily:none');
    expect(ana.lastReply.text).toContain('**Pictures a day and person** no limit');
    expect(ana.lastReply.text).toContain('**Nightly training** 03:30');
  });

  it.each([
    ['nightly', '03:30', ['off', 'Off', 'never', 'none', 'default'], '**Nightly training** off'],
    ['daily', '50', ['no', 'unlimited', 'off', '"no limit"'], '**Pictures a day and person** no limit'],
    ['news', 'here', ['off', 'nowhere', 'none'], '**Channel for news** none'],
    ['zone', 'Europe/Berlin', ['default', 'utc'], '**Time zone** UTC'],
  ])('takes the words that it says itself for %s', async (key, value, words, shown) => {
    const { ana } = await start();
    for (const word of words) {
      await ana.says(`/settings ${key}:${value}`);
      expect(ana.lastReply.text, word).not.toContain(shown);
      await ana.says(`/settings ${key}:${word}`);
      expect(ana.lastReply.text, word).toContain(shown);
    }
  });

  it('refuses what cannot be, and then changes nothing', async () => {
    const { ana } = await start();
    const refusals = {
      'nightly:25:00': '`nightly` is a time such as 03:30, or off.',
      'zone:Mars/Olympus': '`zone` is a time zone such as Europe/Berlin.',
      'style:cubism': '`style` is one of noto, twemoji.',
      'daily:-3': '`daily` is a whole number from 1 to 10000.',
      'count:ten': '`count` is a whole number from 1 to 9.',
      'retrain:<@everyone': '`retrain` is admins, everyone, or a role or user group by its mention or id.',
      'retrain:<#42>': '`retrain` is admins, everyone, or a role or user group. Pick it from the list, or mention it.',
      'news:<@&42>': '`news` is a channel, or `here`. Pick it from the list, or mention it.',
    };
    for (const [typed, text] of Object.entries(refusals)) {
      expect(await ana.says(`/settings ${typed}`)).toMatchObject({ error: 'bad_option', text });
    }
    await ana.says('/settings count:3 zone:Nowhere');
    expect((await ana.says('/settings')).text).toContain('**Pictures a request** 9');
  });

  it('reads a role, a user group or a channel as it is mentioned', async () => {
    const { ana } = await start();
    expect((await ana.says('/settings retrain:<@&4217>')).text).toContain('**Who may retrain** 4217');
    expect((await ana.says('/settings retrain:<!subteam^S0AB|@artists>')).text).toContain('**Who may retrain** S0AB');
    expect((await ana.says('/settings news:<#C12|general>')).text).toContain('**Channel for news** C12');
    expect((await ana.says('/settings retrain:@everyone')).text).toContain('**Who may retrain** everyone');
  });

  it('has menus for styles, models, taste and who may retrain, which change the message', async () => {
    const { ana, services } = await start();
    await ana.says('/settings');
    const menus = ana.lastReply.selects?.map(({ label, entries }) => [label, ...entries.map((entry) => entry.label)]);
    expect(menus).toEqual([
      ['Default style', "none: the model's first", 'noto', 'twemoji'],
      ['Who may retrain', 'admins', 'everyone'],
      ['Pick by votes', 'on', 'off'],
      ['Model', 'easel', '3f9c2a71'],
    ]);
    await ana.clicks('twemoji');
    await ana.clicks('3f9c2a71');
    expect(ana.replies).toHaveLength(1);
    expect(lines(ana.lastReply.text)).toEqual(expect.arrayContaining(['**Default style** twemoji · `style`']));
    const chosen = ana.lastReply.selects?.map(({ entries }) => entries.find((entry) => entry.chosen)?.label);
    expect(chosen).toEqual(['twemoji', 'admins', 'on', '3f9c2a71']);
    expect(
      (await services.models.list(await services.people.identify(ana.origin))).find(({ active }) => active)?.name,
    ).toBe('3f9c2a71');
  });

  it('asks for what is written in windows of their own', async () => {
    const { ana, ben, chat } = await start();
    await ana.says('/settings daily:20');
    await ana.clicks('Limits and permission…');
    expect(ana.modal).toMatchObject({
      title: 'Limits and permission',
      fields: [
        { name: 'daily', value: '20' },
        { name: 'count', value: '9' },
        { name: 'retrain', value: 'admins' },
        { name: 'keep' },
        { name: 'promote' },
      ],
    });
    await ana.fills({ daily: '', count: '4', retrain: 'everyone' });
    expect(ana.lastReply.text).toContain('**Pictures a day and person** no limit');
    expect(ana.lastReply.text).toContain('**Pictures a request** 4');
    await ana.clicks('Limits and permission…');
    await ana.fills({ retrain: '<@&4217>', daily: 'unlimited' });
    expect(ana.lastReply.text).toContain('**Who may retrain** 4217');
    await ana.clicks('Limits and permission…');
    await ana.fills({ count: 'many' });
    expect(ana.notices).toEqual(['`count` is a whole number from 1 to 9.']);
    const forged = { origin: ben.origin, id: 'settings:limits', values: { retrain: 'everyone' } };
    expect(await chat.submit(forged)).toEqual({ notice: expect.stringContaining('Only admins may use /settings') });
    expect(await chat.press({ origin: ben.origin, buttonId: 'set:retrain:everyone' })).toMatchObject({
      notice: expect.stringContaining('Only admins'),
    });
  });

  it('says for how long pictures are kept', async () => {
    const { ana } = await start();
    expect((await ana.says('/settings keep:90')).text).toContain('**Days that pictures are kept** 90');
    expect((await ana.says('/settings keep:"30 days"')).text).toContain('**Days that pictures are kept** 30');
    expect((await ana.says('/settings keep:0')).text).toBe('`keep` is a whole number from 1 to 3650.');
    expect((await ana.says('/settings keep:off')).text).toContain('**Days that pictures are kept** for ever');
  });

  it('lets others retrain, and stop it, where it says so', async () => {
    const { ana, ben, user, services } = await start();
    const cara = user('cara', { groups: ['4217'] });
    expect(await ben.says('/retrain')).toMatchObject({ error: 'no_permission' });
    await ana.says('/settings retrain:4217');
    expect(await ben.says('/retrain')).toMatchObject({ error: 'no_permission' });
    const training = cara.says('/retrain minutes:5');
    await cara.sees(({ text }) => text.includes('Preparing'));
    expect(services.trainer.started).toEqual([5]);
    expect((await ben.says('/cancel training')).error).toBe('no_permission');
    expect((await cara.says('/cancel training')).text).toContain('The training stops');
    expect(await training).toMatchObject({ error: 'cancelled' });
    await ana.says('/settings retrain:everyone');
    const another = ben.says('/retrain minutes:2');
    await ben.sees(({ text }) => text.includes('Preparing'));
    await services.trainer.finish();
    expect((await another).error).toBeUndefined();
    expect((await cara.says('/settings')).error).toBe('no_permission');
  });
});
