import { expect, test } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';
import { flatPng } from '../helpers/fake/album.ts';

const drawing = async () => ({ name: 'cat.png', bytes: await flatPng('a drawing', 32) });

test('/sketch takes the attached drawing, and what is said of it', async () => {
  const chat = await createTestChat();
  const ana = chat.user('ana');
  const file = await drawing();
  await ana.says('/sketch sleepy cat style:twemoji seed:3', { attachments: [file] });
  expect(chat.services.studio.jobs.at(-1)).toMatchObject({
    ...{ kind: 'sketch', picture: { upload: file }, words: 'sleepy cat', style: 'twemoji', seed: 3 },
  });
  expect(ana.lastReply.images).toHaveLength(4);
  await ana.says('/sketch', { attachments: [file] });
  expect(chat.services.studio.jobs.at(-1)).toMatchObject({ kind: 'sketch', words: undefined });
});

test('/sketch without a drawing says what it needs', async () => {
  const ana = (await createTestChat()).user('ana');
  await ana.says('/sketch');
  expect(ana.lastReply.text).toContain('/sketch needs `picture`: A drawing that you attach');
});
