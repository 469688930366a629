import { AppError } from '#lib/errors.ts';
import type { ReportedPicture } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import type { ModalValues } from './command.ts';
import type { Context } from './context.ts';
import { pictureImage } from './images.ts';
import { pageButtons } from './page-buttons.ts';
import type { Button, Modal, Reply } from './reply.ts';
import type { ChosenMessage } from './shortcuts.ts';
import { askForSource, readSource } from './source-field.ts';
import { quoteTyped } from './words.ts';

const longestReason = 200;
const picturesPerPage = 4;
/** As much of each reason as an admin reads in the list, and as many reasons. */
const shownReason = 100;
const shownReasons = 3;

/** Asks what is wrong with a picture of a message. */
export function reportModal(message: ChosenMessage): Modal {
  const { args, fields } = askForSource(message);
  return {
    id: buttonId('report', ...args),
    title: 'Report a picture',
    fields: [
      ...fields,
      {
        ...{ name: 'reason', label: 'What is wrong with it', kind: 'text', required: false },
        ...{ placeholder: 'You need not say', maxLength: longestReason },
      },
    ],
    typed: `Type ${quoteTyped(`/report ${message.sources[0]?.id ?? 'PICTURE'}`)}, and what is wrong with it if you like.`,
  };
}

/** Reports what was filled into such a window. */
export async function reportFilledIn(ctx: Context, args: string[], values: ModalValues): Promise<Reply> {
  const source = await ctx.source(readSource(args, values));
  if (!('text' in source)) throw notMine();
  return reportPicture(ctx, source.text, values.reason);
}

/** Reports a picture, and says what becomes of that, to who reports alone. */
export async function reportPicture({ moderation, caller }: Context, id: string, reason?: string): Promise<Reply> {
  const { hidden } = await moderation.report(caller, id, reason);
  const until = hidden ? ' Until then it is out of the gallery, and hidden wherever it is shown.' : '';
  return { text: `Thank you. The admins here see your report and decide.${until}`, ephemeral: true };
}

/** What to throw where a picture of a message is none of Easel's. */
export function notMine(): AppError {
  return new AppError('bad_option', 'I did not paint this. Its author or a moderator can delete its message.');
}

/** A page of what waits for an admin's decision. The pictures are hidden until they want to see them. */
export async function reportedReply({ moderation, caller }: Context, page: number, said?: string): Promise<Reply> {
  const reported = await moderation.reported(caller, page);
  const turns = pageButtons('reports', page, reported.length >= picturesPerPage);
  const empty = page > 1 ? 'No more reports.' : 'Nothing is reported.';
  return {
    text: [said, reported.length ? '**Reported pictures**' : empty, ...reported.map(line)].filter(Boolean).join('\n'),
    images: reported.map(({ picture }, index) => ({ ...pictureImage(picture, true), number: index + 1 })),
    buttons: [...reported.map((each, index) => decisions(each, index + 1, page)), ...(turns.length ? [turns] : [])],
    ephemeral: true,
  };
}

function line({ picture, people, reasons, hidden }: ReportedPicture, index: number): string {
  const { id, subject, author } = picture;
  const facts = [
    `${index + 1}. ${subject || 'free sample'} by ${author}`,
    people === 1 ? 'reported by 1 person' : `reported by ${people} people`,
    ...(hidden ? ['hidden'] : []),
    `\`${id}\``,
  ];
  const said = reasons.slice(0, shownReasons).map((reason) => quoteTyped(reason.slice(0, shownReason)));
  const more = reasons.length > shownReasons ? [`and ${reasons.length - shownReasons} more`] : [];
  return [facts.join(' · '), ...(said.length ? [[...said, ...more].join(', ')] : [])].join('\n');
}

function decisions({ picture: { id, author }, blockable }: ReportedPicture, number: number, page: number): Button[] {
  const decision = (what: string, label: string, title: string, tone?: Button['tone']): Button => ({
    ...{ id: buttonId('reported', id, what, page), label: `${label} ${number}`, title, ...(tone && { tone }) },
  });
  return [
    decision('delete', 'Delete', `Delete picture ${number} for good`, 'danger'),
    decision('fine', 'Fine', `Picture ${number} may stay, and is shown again`, 'primary'),
    ...(blockable ? [decision('block', 'Block the maker of', `Let ${author} look here, and do nothing else`)] : []),
  ];
}
