import type { types } from '@slack/bolt';
import type { ModalValues } from '#chat/command/command.ts';
import type { Modal, ModalField } from '#chat/reply.ts';
import { message, sentences, type Words, wordsFor } from '#lib/i18n.ts';
import type { Answers } from '../answering/answers.ts';
import { imageBlock } from '../answering/blocks.ts';
import type { Address } from '../answering/place.ts';
import { readSpoilers } from '../answering/spoilers.ts';
import { shorten } from '../answering/text.ts';
import { isAway, slackCode } from '../faults.ts';

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: true });
const longest = { title: 24, placeholder: 150, option: 75, metadata: 3000 };

function elementOf({
  name,
  kind,
  choices = [],
  value,
  placeholder,
  maxLength,
}: ModalField): types.InputBlock['element'] {
  const hint = placeholder ? { placeholder: plain(shorten(placeholder, longest.placeholder)) } : {};
  if (kind === 'text') {
    const limit = maxLength === undefined ? {} : { max_length: maxLength };
    return { type: 'plain_text_input', action_id: name, ...hint, ...limit, ...(value && { initial_value: value }) };
  }
  const options = choices.map((choice) => ({
    text: plain(shorten(choice.label, longest.option)),
    value: choice.value,
  }));
  const initial = options.find((option) => option.value === value);
  return { type: 'static_select', action_id: name, ...hint, options, ...(initial && { initial_option: initial }) };
}

function toView({ id, title, fields }: Modal, metadata: string, words: Words): types.ModalView {
  return {
    type: 'modal',
    callback_id: id,
    title: plain(shorten(title, longest.title)),
    submit: plain(words('slack.ok')),
    close: plain(words('slack.cancel')),
    private_metadata: metadata,
    blocks: fields.map((field) => ({
      type: 'input',
      block_id: field.name,
      label: plain(field.label),
      optional: !field.required,
      element: elementOf(field),
    })),
  };
}

/** Where a modal was asked for: what Slack does not tell again when it is filled in. */
export type ModalPlace = Pick<Address, 'channel' | 'thread' | 'responseUrl'>;

/** Asks the question; says how to type the answer where Slack takes no modal any more. */
export async function openModal(answers: Answers, address: Address, trigger: string, modal: Modal): Promise<void> {
  const { channel, thread, responseUrl } = address;
  const place: ModalPlace = { channel, thread, responseUrl };
  const words = wordsFor(address.language);
  const view = toView(modal, JSON.stringify(place), words);
  await showWindow(answers, address, trigger, view, words('slack.or-type', { typed: modal.typed }));
}

/** Opens a window; says what else to do where Slack opens none any more. */
async function showWindow(
  answers: Answers,
  address: Address,
  trigger: string,
  view: types.ModalView,
  otherwise: string,
): Promise<void> {
  try {
    await address.client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    const code = slackCode(error);
    // It is open: an earlier try did it whose answer was lost.
    if (code === 'exchanged_trigger_id') return;
    if (!code?.endsWith('_trigger_id') && !isAway(error)) throw error;
    const said = sentences(message('slack.too-long'), otherwise || undefined);
    await answers.notice(address, wordsFor(address.language).of(said));
  }
}

/** Shows the spoilers of a button to who pressed it, in a window. */
export async function showSpoilers(answers: Answers, address: Address, trigger: string, value?: string): Promise<void> {
  const words = wordsFor(address.language);
  const blocks = readSpoilers(value).map(imageBlock);
  const view: types.ModalView = {
    type: 'modal',
    title: plain(words('slack.spoiler')),
    close: plain(words('slack.close')),
    blocks,
  };
  await showWindow(answers, address, trigger, view, '');
}

/** What was filled in, by field. */
export function readModal(view: Pick<types.ModalView, never> & { state: ViewState }): ModalValues {
  const inputs = Object.values(view.state.values).flatMap((block) => Object.entries(block));
  return Object.fromEntries(
    inputs.map(([name, { value, selected_option }]) => [name, value ?? selected_option?.value ?? undefined]),
  );
}

interface ViewState {
  values: Record<string, Record<string, { value?: string | null; selected_option?: { value?: string } | null }>>;
}
