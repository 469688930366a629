import { expect, it } from 'vitest';
import { createTestChat } from '../../helpers/chat.ts';

it('clicks the button of a picture whatever its count, others by their label', async () => {
  const { user } = await createTestChat();
  const [ana, ben] = [user('ana'), user('ben')];
  await ana.says('/generate fox');
  await ana.clicks('👍 1');
  await ben.clicks('👍 1');
  await ana.clicks('👍 2');
  const [votes = []] = ana.lastReply.buttons ?? [];
  expect(votes.map(({ label }) => label)).toEqual(['1 👍 2', '2 👍 1', '3 👍', '4 👍', '🔁']);
});

it('names the labels that are there when one is not', async () => {
  const { user } = await createTestChat();
  const ana = user('ana');
  await expect(ana.clicks('👍 1')).rejects.toThrow('no button 👍 1 among none');
  await ana.says('/generate count:1');
  await expect(ana.clicks('👍 2')).rejects.toThrow(
    'no button 👍 2 among 👍, 👎, ❤️, Vary, Enlarge, Edit…, Save as emoji, Details, ✏️, 🔁',
  );
});

it('hides what only another person sees', async () => {
  const { user } = await createTestChat();
  await user('ana').says('/generate fox count:1');
  await user('ana').clicks('❤️ 1');
  await user('ana').says('/favorites');
  await expect(user('ben').clicks('1')).rejects.toThrow('no button 1');
  await user('ana').clicks('1');
  expect(user('ana').lastReply.text).toContain('**fox 🦊** by ana');
});
