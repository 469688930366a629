import type { Words } from '#lib/i18n.ts';
import type { Painting, PictureHistory } from '#studio/api.ts';
import type { Reply } from '../reply.ts';
import { paintingReply } from './painting.ts';
import { day, madeInWords } from './words.ts';

const listed = 5;

/** A recalled picture with its whole history in words: who, when, from what, votes, ancestors and descendants. */
export function historyReply(painting: Painting, history: PictureHistory, words: Words): Reply {
  const { picture, prompt, kind, seed, style, checkpoint, parents, children } = history;
  const { up, down, favorites } = picture.counts;
  const origin = [
    words.of(madeInWords(kind, prompt)),
    style && words('painting.style', { style }),
    words('painting.seed', { seed }),
    words('painting.model', { model: checkpoint }),
  ];
  const lines = [
    words('history.headline', {
      shown: `**${picture.subject || words('painting.free-sample')}**`,
      ...{ author: picture.author, day: day(picture.createdAt, words), id: picture.id },
    }),
    origin.filter(Boolean).join(' · '),
    ...parents.map(({ id, subject, kind: how }) => words('history.parent', { id, subject, made: madeInWords(how) })),
    children.length && words('history.children', { count: children.length, list: listOf(children, words) }),
    `👍 ${up} · 👎 ${down} · ❤️ ${favorites}`,
    painting.note && words.of(painting.note),
  ];
  return { ...paintingReply(painting, words), text: lines.filter(Boolean).join('\n') };
}

function listOf(children: PictureHistory['children'], words: Words): string {
  const shown = children.slice(0, listed).map(({ id, kind }) => `\`${id}\` ${words.of(madeInWords(kind))}`);
  return [...shown, ...(children.length > listed ? ['…'] : [])].join(', ');
}
