import { describe, expect, it } from 'vitest';
import { renderMarkup } from '#chat/markup.ts';
import { discordMarkup } from '#platforms/discord/render/markup.ts';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import { flatPng } from '../../helpers/fake/album.ts';

const discord = useDiscord();
const hostile = [
  '@everyone',
  '<@123456789012345678>',
  '[free nitro](https://evil.example)',
  'https://evil.example/a_b',
  'discord.gg/evil',
  '**# big** ||hidden|| ~~gone~~',
  '<:smile:123456789012345678> <#123456789012345678> <t:1:R>',
  '> quoted\n- listed\n1. numbered',
];
/** What Discord makes of text, as far as it acts: what is left after its escapes. */
const acts = (text: string) =>
  text.replace(/\\[^\w\s]/g, '').match(/@everyone|<[@#:t]|\]\(|:\/\/|discord\.gg\/|\|\||~~|^[>#-]/m);

describe('what people type', () => {
  it('never mentions, links or formats, in any reply', async () => {
    const { channel, ana } = newServer(discord());
    for (const prompt of hostile) {
      const asked = ana.commands(channel, 'generate', { prompt });
      const { content } = await discord().shows(asked, (message) => message.content.startsWith('I have no picture'));
      expect(acts(content), content).toBeNull();
    }
    const sent = discord().emulator.requests.filter(({ body }) => 'content' in body);
    expect(sent.length).toBeGreaterThan(hostile.length);
    expect(sent.every(({ body }) => JSON.stringify(body.allowed_mentions) === '{"parse":[]}')).toBe(true);
  });

  it('is shown as it was typed', () => {
    expect(renderMarkup('**a_b** costs 5 > 3: `x*y`', discordMarkup)).toBe('**a\\_b** costs 5 \\> 3: `x*y`');
    expect(renderMarkup('see https://x.y now', discordMarkup)).toBe('see https\\://x.y now');
  });
});

describe('an attached file', () => {
  const sends = async (url: string | undefined, bytes?: Uint8Array) => {
    const { channel, ana } = newServer(discord());
    const file = { name: 'cat.png', bytes: bytes ?? (await flatPng('cat')), url };
    return discord().tells(ana.commands(channel, 'restyle', { file, style: 'noto' }));
  };

  it('is fetched from Discord alone', async () => {
    for (const url of [
      'http://169.254.169.254/latest',
      'https://cdn.discordapp.com.evil.example/a.png',
      'file:///etc/passwd',
    ]) {
      expect(await sends(url)).toContain('does not lie at Discord');
    }
  });

  it('is not followed elsewhere', async () => {
    const { emulator } = discord();
    const { origin } = new URL(emulator.api);
    let reached = false;
    emulator.serve('/cdn/attachments/1/2/hop.png', (response) => {
      response.writeHead(302, { location: `${origin}/secret.png` }).end();
    });
    emulator.serve('/secret.png', (response) => {
      reached = true;
      response.end();
    });
    expect(await sends(`${origin}/cdn/attachments/1/2/hop.png`)).toContain('I could not fetch');
    expect(reached).toBe(false);
  });

  it('is not read on beyond the limit, whatever its size was said to be', async () => {
    const { emulator } = discord();
    let sent = 0;
    emulator.serve('/cdn/attachments/1/2/endless.png', (response) => {
      const chunk = Buffer.alloc(2 ** 20);
      const more = () => {
        if (response.destroyed) return;
        sent += chunk.length;
        response.write(chunk, more);
      };
      more();
    });
    const url = `${new URL(emulator.api).origin}/cdn/attachments/1/2/endless.png`;
    expect(await sends(url)).toContain('at most 10 MB');
    expect(sent).toBeLessThan(60 * 2 ** 20);
  });
});
