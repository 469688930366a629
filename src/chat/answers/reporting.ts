import { AppError } from '#lib/errors.ts';
import { message, sentences, type Words } from '#lib/i18n.ts';
import type { ReportedPicture } from '#studio/api.ts';
import type { ModalValues } from '../command/command.ts';
import type { Context } from '../context.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { ChosenMessage } from '../pressing/shortcuts.ts';
import { askForSource, readSource } from '../pressing/source-field.ts';
import type { Button, Modal, Reply } from '../reply.ts';
import { pictureImage } from './images.ts';
import { pageButtons } from './page-buttons.ts';
import { quoteTyped } from './words.ts';

const longestReason = 200;
const picturesPerPage = 4;
/** As much of each reason as an admin reads in the list, and as many reasons. */
const shownReason = 100;
const shownReasons = 3;

/** Asks what is wrong with a picture of a message. */
export function reportModal(chosen: ChosenMessage, words: Words): Modal {
  const { args, fields } = askForSource(chosen, words);
  const command = quoteTyped(`/report ${chosen.sources[0]?.id ?? words('typed.picture')}`);
  return {
    id: buttonId('report', ...args),
    title: words('window.report'),
    fields: [
      ...fields,
      {
        ...{ name: 'reason', label: words('field.reason'), kind: 'text', required: false },
        ...{ placeholder: words('hint.reason'), maxLength: longestReason },
      },
    ],
    typed: words('typed.report', { command }),
  };
}

/** Reports what was filled into such a window. */
export async function reportFilledIn(ctx: Context, args: string[], values: ModalValues): Promise<Reply> {
  const source = await ctx.source(readSource(args, values));
  if (!('text' in source)) throw notMine();
  return reportPicture(ctx, source.text, values.reason);
}

/** Reports a picture, and says what becomes of that, to who reports alone. */
export async function reportPicture(
  { moderation, caller, words }: Context,
  id: string,
  reason?: string,
): Promise<Reply> {
  const { hidden } = await moderation.report(caller, id, reason);
  const said = sentences(message('report.thanks'), hidden ? message('report.hidden') : undefined);
  return { text: words.of(said), ephemeral: true };
}

/** What to throw where a picture of a message is none of Easel's. */
export function notMine(): AppError {
  return new AppError('bad_option', message('report.not-mine'));
}

/** A page of what waits for an admin's decision. The pictures are hidden until they want to see them. */
export async function reportedReply(
  { moderation, caller, words }: Context,
  page: number,
  said?: string,
): Promise<Reply> {
  const reported = await moderation.reported(caller, page);
  const turns = pageButtons(['reports'], page, reported.length >= picturesPerPage, words);
  const title = reported.length
    ? `**${words('reports.title')}**`
    : words(page > 1 ? 'reports.no-more' : 'reports.none');
  const lines = reported.map((each, index) => line(each, index, words));
  return {
    text: [said, title, ...lines].filter(Boolean).join('\n'),
    images: reported.map(({ picture }, index) => ({ ...pictureImage(picture, true), number: index + 1 })),
    buttons: [
      ...reported.map((each, index) => decisions(each, { number: index + 1, page, words })),
      ...(turns.length ? [turns] : []),
    ],
    ephemeral: true,
  };
}

function line({ picture, people, reasons, hidden }: ReportedPicture, index: number, words: Words): string {
  const { id, subject, author } = picture;
  const facts = [
    `${index + 1}. ${words('reports.by', { shown: subject || words('painting.free-sample-within'), author })}`,
    words('reports.people', { count: people }),
    ...(hidden ? [words('reports.hidden')] : []),
    `\`${id}\``,
  ];
  const said = reasons.slice(0, shownReasons).map((reason) => quoteTyped(reason.slice(0, shownReason)));
  const more =
    reasons.length > shownReasons ? [words('reports.more-reasons', { count: reasons.length - shownReasons })] : [];
  return [facts.join(' · '), ...(said.length ? [[...said, ...more].join(', ')] : [])].join('\n');
}

function decisions(
  { picture: { id, author }, blockable }: ReportedPicture,
  { number, page, words }: { number: number; page: number; words: Words },
): Button[] {
  const decision = (what: string, label: string, title: string, tone?: Button['tone']): Button => ({
    ...{ id: buttonId('reported', id, what, page), label, title, ...(tone && { tone }) },
  });
  return [
    decision('delete', words('reports.delete', { number }), words('delete.number.does', { number }), 'danger'),
    decision('fine', words('reports.fine', { number }), words('reports.fine.does', { number }), 'primary'),
    ...(blockable
      ? [decision('block', words('reports.block', { number }), words('reports.block.does', { author }))]
      : []),
  ];
}
