import type { types } from '@slack/bolt';
import { percent } from '#chat/answers/words.ts';
import type { Button, Progress, Reply, Select } from '#chat/reply.ts';
import type { Words } from '#lib/i18n.ts';
import { toMrkdwn } from './text.ts';

/** A picture of a message, uploaded to Slack. */
export interface ShownImage {
  /** Ids of Easel's own pictures that it shows, in that order. */
  pictures: string[];
  /** It is made of them, and goes with each; nobody votes on them by it. */
  made?: true;
  /** Slack's id of the file. */
  file: string;
  title: string;
  alt: string;
  /** Hidden until a reader asks for it, who then sees it in a window of their own: Slack hides nothing in messages. */
  spoiler?: boolean;
}

/** What a message shows. Blocks are made from it, and it is read back from them when a button changes a part. */
export interface View {
  /** Slack's mrkdwn. */
  text: string;
  images: ShownImage[];
  buttons: Button[][];
  selects: Select[];
  /** What the button says that stands for its spoilers. */
  reveal?: string;
}

export type Block = types.KnownBlock;

const barWidth = 20;

function progressLine({ ratio, label, left }: Progress): string {
  const filled = Math.round(Math.min(1, Math.max(0, ratio)) * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${bar} ${percent(ratio)} · ${label}${left ? ` · ${left}` : ''}`;
}

/** A reply whose pictures were uploaded. */
export function viewOf(
  { text, buttons = [], selects = [], progress }: Reply,
  images: ShownImage[],
  words: Words,
): View {
  const lines = [text, progress && progressLine(progress)].filter(Boolean).join('\n');
  return {
    text: toMrkdwn(lines),
    images,
    buttons,
    selects,
    reveal: revealFor(images, words),
  };
}

/** What the button says that stands for the spoilers among pictures. */
export function revealFor(images: readonly ShownImage[], words: Words): string {
  const count = images.filter(({ spoiler }) => spoiler).flatMap(({ pictures }) => pictures).length;
  return words('slack.show-spoilers', { count: Math.max(1, count) });
}

/** The view with the parts that an edit sets; `images` are those of the edit, uploaded. */
export function patchView(view: View, edit: Partial<Reply>, images?: ShownImage[]): View {
  return {
    text: edit.text === undefined ? view.text : toMrkdwn(edit.text),
    images: images ?? view.images,
    buttons: edit.buttons ?? view.buttons,
    selects: edit.selects ?? view.selects,
    reveal: view.reveal,
  };
}
