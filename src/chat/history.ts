import type { Painting, PictureHistory } from '#studio/api.ts';
import { paintingReply } from './painting.ts';
import type { Reply } from './reply.ts';
import { day, madeBy, plural, quoteTyped } from './words.ts';

const listed = 5;

/** A recalled picture with its whole history in words: who, when, from what, votes, ancestors and descendants. */
export function historyReply(painting: Painting, history: PictureHistory): Reply {
  const { picture, prompt, kind, seed, style, checkpoint, parents, children } = history;
  const { up, down, favorites } = picture.counts;
  const origin = [
    `${madeBy[kind]}${prompt ? ` from ${quoteTyped(prompt)}` : ''}`,
    style && `style ${style}`,
    `seed \`${seed}\``,
    `model \`${checkpoint}\``,
  ];
  const lines = [
    `**${picture.subject || 'Free sample'}** by ${picture.author}, ${day(picture.createdAt)} · picture \`${picture.id}\``,
    origin.filter(Boolean).join(' · '),
    ...parents.map((parent) => `from \`${parent.id}\` ${parent.subject}, ${madeBy[parent.kind]}`),
    children.length && `led to ${plural(children.length, 'picture')}: ${listOf(children)}`,
    `👍 ${up} · 👎 ${down} · ❤️ ${favorites}`,
    painting.note,
  ];
  return { ...paintingReply(painting), text: lines.filter(Boolean).join('\n') };
}

function listOf(children: PictureHistory['children']): string {
  const shown = children.slice(0, listed).map(({ id, kind }) => `\`${id}\` ${madeBy[kind]}`);
  return [...shown, ...(children.length > listed ? ['…'] : [])].join(', ');
}
