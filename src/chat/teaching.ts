import type { Lesson } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import { pageButtons } from './page-buttons.ts';
import type { Button, Reply, ReplyImage } from './reply.ts';
import { day, quoteTyped } from './words.ts';

const lessonsPerPage = 5;

const states: Record<Lesson['state'], string> = {
  offered: 'waits for your consent',
  waiting: 'waits for an admin',
  approved: 'approved: I learn from it',
  declined: 'declined: I do not learn from it',
};

/** What a giver is asked before anything else happens to a picture. */
export function consentReply(lesson: Lesson, terms: string): Reply {
  const { id, name } = lesson;
  return {
    text: `Thank you! This is how I would learn ${quoteTyped(name)}. Do you agree?\n${terms}`,
    images: [lessonImage(lesson, 1)],
    buttons: [
      [
        { id: buttonId('agree', id), label: 'I agree', title: 'Give this picture', tone: 'primary' },
        { id: buttonId('withdraw', id), label: 'No, forget it', title: 'Delete this picture', tone: 'danger' },
      ],
    ],
    ephemeral: true,
  };
}

/** A page of what somebody gave, with a button to take each back. */
export function ownLessonsReply(lessons: Lesson[], page: number): Reply {
  const describe = ({ name, state, createdAt }: Lesson) => `${quoteTyped(name)} · ${day(createdAt)} · ${states[state]}`;
  const buttons = ({ id, state }: Lesson, number: number): Button[] => [
    ...(state === 'offered'
      ? [{ id: buttonId('agree', id), label: `I agree ${number}`, title: `Give picture ${number}` }]
      : []),
    withdrawButton(id, `Take back ${number}`),
  ];
  const empty = 'You gave no pictures here. `/teach our mascot` with a picture gives one.';
  return lessonPage({ title: 'Pictures that you gave', empty, lessons, page, link: 'lessons', describe, buttons });
}

/** A page of what waits for a decision; its pictures are hidden until an admin wants to see them. */
export function lessonQueueReply(lessons: Lesson[], page: number): Reply {
  const describe = ({ name, giver, createdAt }: Lesson) => `${quoteTyped(name)} by ${giver}, ${day(createdAt)}`;
  const buttons = ({ id }: Lesson, number: number): Button[] => [
    {
      id: buttonId('lesson', id, 'approve', page),
      label: `Approve ${number}`,
      title: 'Learn from it',
      tone: 'primary',
    },
    { id: buttonId('lesson', id, 'decline', page), label: `Decline ${number}`, title: 'Do not', tone: 'danger' },
  ];
  const reply = lessonPage({
    title: 'Waiting for you',
    empty: 'Nothing waits for you.',
    lessons,
    page,
    link: 'lessons-queue',
    describe,
    buttons,
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
}

function lessonPage({ title, empty, lessons, page, link, describe, buttons }: LessonPage): Reply {
  const turns = pageButtons(link, page, lessons.length >= lessonsPerPage);
  const rows = lessons.map((lesson, index) => buttons(lesson, index + 1));
  const lines = lessons.map((lesson, index) => `${index + 1}. ${describe(lesson)}`);
  return {
    text: lessons.length ? [`**${title}**`, ...lines].join('\n') : page > 1 ? 'No more pictures.' : empty,
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

function withdrawButton(id: string, label: string): Button {
  return { id: buttonId('withdraw', id), label, title: 'Delete it: the next training is without it', tone: 'danger' };
}

function lessonImage({ id, name, png, side }: Lesson, number: number): ReplyImage {
  const file = { name: `${id}.png`, mime: 'image/png', bytes: png };
  return { number, ...file, width: side, height: side, alt: name, lesson: id };
}
