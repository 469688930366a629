import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import type { Button } from '#chat/reply.ts';
import { fullTimeOf, timeOf } from '../format.ts';
import { Avatar, BotAvatar } from '../frame/avatar.ts';
import { icon } from '../frame/icons.ts';
import { Trouble } from '../frame/trouble.ts';
import { memo } from '../memo.ts';
import { Pictures } from '../picture/pictures.ts';
import { say } from '../say.ts';
import type { MessageActions } from '../studio.ts';
import { useOneStop } from '../use-one-stop.ts';
import type { MessageView } from '../views.ts';
import { ButtonRow } from './button-row.ts';
import { ProgressBar } from './progress-bar.ts';
import { FormattedText } from './text.ts';

interface MessageProps {
  message: MessageView;
  /** The message that this one answers, where it is loaded. */
  question?: MessageView;
  /** It stands right under its question. */
  follows: boolean;
  /** Its author was named just above. */
  continued: boolean;
  personId: string;
  actions: MessageActions;
}

/** One message: who, when, what, and everything that can be done with it. */
export const Message = memo(function Message({
  message,
  question,
  follows,
  continued,
  personId,
  actions,
}: MessageProps) {
  const { author, authorName, bot, createdAt, text, images, files } = message;
  const { state, progress, error, archives } = message;
  const onPress = (id: string) => actions.press(message, id);
  const rows = rowsBelow(message);
  const waiting = state === 'running' && !text && !progress;
  const stamp = html`<time datetime=${createdAt} title=${fullTimeOf(createdAt)}>${timeOf(createdAt)}</time>`;
  const kind = `message${continued ? ' continued' : ''}${message.private ? ' private' : ''}`;

  return html`<article class=${kind} aria-busy=${state === 'running' ? 'true' : undefined}>
    ${continued ? html`<span class="gutter">${stamp}</span>` : bot ? html`<${BotAvatar} />` : html`<${Avatar} id=${author} name=${authorName} />`}
    <div class="message-body">
      ${!continued && html`<header><b>${authorName}</b>${bot && html`<span class="tag">${say('bot')}</span>`}${stamp}<${Cause} message=${message} question=${question} follows=${follows} /></header>`}
      ${error ? html`<${Trouble} message=${message} question=${question} personId=${personId} actions=${actions} />` : text && html`<${FormattedText} text=${text} />`}
      ${waiting && html`<span class="dots" role="status" aria-label=${say('at-work')}><i /><i /><i /></span>`}
      ${progress && html`<${ProgressBar} progress=${progress} />`}
      ${images.length > 0 && !bot && html`<${Pictures} images=${images} buttons=${[]} pressed=${[]} small=${true} onPress=${onPress} onOpen=${(index: number) => actions.open(images, index)} />`}
      ${bot && images.length + files.length + rows.length > 0 && html`<${Answer} message=${message} rows=${rows} onPress=${onPress} onOpen=${(index: number) => actions.open(images, index)} />`}
      ${archives?.map(({ name, url }) => html`<p key=${url}><a class="button" href=${url} download=${name}>${icon('download')} ${name}</a></p>`)}
      ${message.private && bot && state !== 'running' && html`<${OnlyYou} onDismiss=${() => actions.dismiss(message)} />`}
    </div>
  </article>`;
});

interface AnswerProps {
  message: MessageView;
  rows: readonly Button[][];
  onPress: (id: string) => Promise<void>;
  onOpen: (index: number) => void;
}

/** The pictures and buttons of an answer: one stop of the Tab key. */
function Answer({ message, rows, onPress, onOpen }: AnswerProps) {
  const { images, buttons, pressed = [], files } = message;
  const box = useRef<HTMLDivElement>(null);
  useOneStop(box);
  return html`<div ref=${box} class="answer" role="group" aria-label=${say('answer')}>
    ${images.length > 0 && html`<${Pictures} images=${images} buttons=${buttons} pressed=${pressed} small=${false} onPress=${onPress} onOpen=${onOpen} />`}
    ${files.length > 0 && html`<${Files} files=${files} />`}
    ${rows.map((row) => html`<${ButtonRow} key=${row[0]?.id} buttons=${row} pressed=${pressed} onPress=${onPress} />`)}
  </div>`;
}

/** The buttons that are under no picture; of rows whose others are, what is left is one row. */
function rowsBelow({ images, buttons }: MessageView): Button[][] {
  const shown = new Set(images.map(({ id }) => id));
  const isBelow = ({ picture }: Button) => !picture || !shown.has(picture);
  const whole = buttons.filter((row) => row.every(isBelow));
  const left = buttons.filter((row) => !row.every(isBelow)).flatMap((row) => row.filter(isBelow));
  return [left, ...whole].filter((row) => row.length > 0);
}

/** Says for whom an answer is, where its place does not. */
function Cause({ message, question, follows }: Pick<MessageProps, 'message' | 'question' | 'follows'>) {
  const { cause } = message;
  if (!cause || (follows && !cause.button)) return null;
  const pressed = question?.buttons.flat().find(({ id }) => id === cause.button);
  const what = pressed?.title ?? question?.text ?? '';
  return html`<span class="cause" title=${what}>${what ? say('for-what', { name: cause.name, what }) : say('for', { name: cause.name })}</span>`;
}

/** What there is to take away, beside what is shown. */
function Files({ files }: Pick<MessageView, 'files'>) {
  return html`<ul class="files">${files.map(
    ({ url, name, about }) =>
      html`<li key=${url}><a href=${url} download=${name} title=${about}>${icon('download')} ${name}</a></li>`,
  )}</ul>`;
}

function OnlyYou({ onDismiss }: { onDismiss: () => void }) {
  return html`<p class="only-you">${icon('eye')} ${say('only-you')} · <button type="button" class="link" onClick=${onDismiss}>${say('dismiss')}</button></p>`;
}
