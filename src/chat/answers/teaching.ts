import type { Said, Words } from '#lib/i18n.ts';
import type { Lesson } from '#studio/api.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { Button, Reply, ReplyImage } from '../reply.ts';
import { pageButtons } from './page-buttons.ts';
import { day, quoteTyped } from './words.ts';

const lessonsPerPage = 5;

/** What a giver is asked before anything else happens to a picture. */
export function consentReply(lesson: Lesson, terms: Said, words: Words): Reply {
  const { id, name } = lesson;
  return {
    text: `${words('lesson.ask', { name: quoteTyped(name) })}\n${words.of(terms)}`,
    images: [lessonImage(lesson, 1)],
    buttons: [
      [
        {
          id: buttonId('agree', id),
          label: words('lesson.agree'),
          title: words('lesson.agree.does'),
          tone: 'primary',
        },
        {
          id: buttonId('withdraw', id),
          label: words('lesson.forget'),
          title: words('lesson.forget.does'),
          tone: 'danger',
        },
      ],
    ],
    ephemeral: true,
  };
}

/** A page of what somebody gave, with a button to take each back. */
export function ownLessonsReply(lessons: Lesson[], page: number, words: Words): Reply {
  const describe = ({ name, state, createdAt }: Lesson) =>
    `${quoteTyped(name)} · ${day(createdAt, words)} · ${words(`lesson.${state}`)}`;
  const buttons = ({ id, state }: Lesson, number: number): Button[] => [
    ...(state === 'offered'
      ? [
          {
            id: buttonId('agree', id),
            label: words('lesson.agree-number', { number }),
            title: words('lesson.agree-number.does', { number }),
          },
        ]
      : []),
    withdrawButton(id, number, words),
  ];
  const [title, empty] = [words('lesson.own'), words('lesson.own-none')];
  return lessonPage({ title, empty, lessons, page, link: 'lessons', describe, buttons, words });
}

/** A page of what waits for a decision; its pictures are hidden until an admin wants to see them. */
export function lessonQueueReply(lessons: Lesson[], page: number, words: Words): Reply {
  const describe = ({ name, giver, createdAt }: Lesson) =>
    words('lesson.queue-line', { name: quoteTyped(name), giver, day: day(createdAt, words) });
  const buttons = ({ id }: Lesson, number: number): Button[] => [
    {
      id: buttonId('lesson', id, 'approve', page),
      label: words('lesson.approve', { number }),
      title: words('lesson.approve.does'),
      tone: 'primary',
    },
    {
      id: buttonId('lesson', id, 'decline', page),
      label: words('lesson.decline', { number }),
      title: words('lesson.decline.does'),
      tone: 'danger',
    },
  ];
  const reply = lessonPage({
    title: words('lesson.queue'),
    empty: words('lesson.queue-none'),
    lessons,
    page,
    link: 'lessons-queue',
    describe,
    buttons,
    words,
  });
  return { ...reply, images: reply.images?.map((image) => ({ ...image, spoiler: true })) };
}

interface LessonPage {
  title: string;
  empty: string;
  lessons: Lesson[];
  /** From 1. */
  page: number;
  /** The action of the buttons that turn pages. */
  link: string;
  describe(lesson: Lesson): string;
  buttons(lesson: Lesson, number: number): Button[];
  words: Words;
}

function lessonPage({ title, empty, lessons, page, link, describe, buttons, words }: LessonPage): Reply {
  const turns = pageButtons([link], page, lessons.length >= lessonsPerPage, words);
  const rows = lessons.map((lesson, index) => buttons(lesson, index + 1));
  const lines = lessons.map((lesson, index) => `${index + 1}. ${describe(lesson)}`);
  return {
    text: lessons.length ? [`**${title}**`, ...lines].join('\n') : page > 1 ? words('gallery.no-more') : empty,
    images: lessons.map((lesson, index) => lessonImage(lesson, index + 1)),
    buttons: withTurns(rows, turns),
    ephemeral: true,
  };
}

/** A message has five rows at most: the ways to other pages stand in the last one. */
function withTurns(rows: Button[][], turns: Button[]): Button[][] {
  if (!turns.length) return rows;
  if (rows.length < lessonsPerPage) return [...rows, turns];
  return [...rows.slice(0, -1), [...rows.at(-1)!, ...turns]];
}

function withdrawButton(id: string, number: number, words: Words): Button {
  const [label, title] = [words('lesson.take-back', { number }), words('lesson.take-back.does')];
  return { id: buttonId('withdraw', id), label, title, tone: 'danger' };
}

function lessonImage({ id, name, png, side }: Lesson, number: number): ReplyImage {
  const file = { name: `${id}.png`, mime: 'image/png', bytes: png };
  return { number, ...file, width: side, height: side, alt: name, lesson: id };
}
