import { expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';
import { flatPng } from '../helpers/fake/album.ts';

it('paints again like a picture that somebody else asked for, with a new seed', async () => {
  const { user, services } = await createTestChat();
  await user('ana').says('/generate fox wearing:👑 seed:42 count:2');
  const ben = user('ben');
  await ben.opens('again-like-this');
  expect(ben.lastReply.images).toHaveLength(2);
  expect(services.studio.jobs.at(-1)).toMatchObject({ kind: 'generate', prompt: 'fox', wishes: { wearing: '👑' } });
});

it('paints a picture that Easel did not paint in the style that holds here', async () => {
  const { user, services } = await createTestChat();
  const ben = user('ben');
  await ben.says('/generate fox');
  await ben.opens('again-like-this', [{ name: 'cat.png', read: () => flatPng('cat') }]);
  expect(ben.lastReply.text).toContain('cat.png');
  expect(services.studio.jobs.at(-1)).toMatchObject({ kind: 'restyle', style: 'noto' });
});
