import { html } from 'htm/preact';
import { say } from '../say.ts';
import type { MessageActions } from '../studio.ts';
import { FormattedText } from '../timeline/text.ts';
import type { MessageView } from '../views.ts';
import { icon } from './icons.ts';

interface TroubleProps {
  message: MessageView;
  question?: MessageView;
  personId: string;
  actions: MessageActions;
}

/** Errors that may be gone when the same is asked again. */
const passing = new Set(['queue_full', 'rate_limited', 'cancelled', 'busy', 'device', 'internal']);

/** An answer that is an error, with the way on: the same again, or the words back in the composer. */
export function Trouble({ message, question, personId, actions }: TroubleProps) {
  const { cause, error = '', state, text } = message;
  const mine = cause?.person === personId;
  return html`<div class="trouble">
    ${icon('warning')}
    <${FormattedText} text=${state === 'interrupted' ? say('interrupted') : text} />
    ${mine && passing.has(error) && html`<button type="button" class="button" onClick=${() => actions.again(message)}>${icon('retry')} ${say('try-again')}</button>`}
    ${mine && question?.text && !cause.button && !passing.has(error) && html`<button type="button" class="button" onClick=${() => actions.edit(question.text)}>${icon('edit')} ${say('edit')}</button>`}
  </div>`;
}
