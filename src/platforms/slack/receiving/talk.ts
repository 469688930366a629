import type { App } from '@slack/bolt';
import type { Chat } from '#chat/chat.ts';
import { type Host, plainHost } from '#chat/host.ts';
import type { Redraws } from '#chat/redraws.ts';
import type { Outcome } from '#chat/reply.ts';
import { wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Turns } from '#lib/turns.ts';
import type { Downloads } from '#platforms/shared/downloads.ts';
import type { FileFetcher, FileThere } from '#platforms/shared/fetch-files.ts';
import type { Origin } from '#studio/api.ts';
import type { Answers } from '../answering/answers.ts';
import type { Spot } from '../answering/place.ts';
import type { Uploads } from '../answering/uploads.ts';
import type { View } from '../answering/view.ts';
import { slackCapabilities } from '../capabilities.ts';
import { slackFault } from '../faults.ts';
import { openModal } from './modal.ts';
import type { NamedPictures } from './named-pictures.ts';
import type { People } from './people.ts';

/** What the listeners share. */
export interface SlackParts {
  app: App;
  chat: Chat;
  answers: Answers;
  people: People;
  download: Downloads;
  pictures: NamedPictures;
  fetcher: FileFetcher;
  turns: Turns;
  redraw: Redraws;
  uploads: Uploads;
  log: Log;
  closing: AbortSignal;
}

/** What Slack does for who asks there. */
export function hostFor({ pictures }: SlackParts, { client, team }: Spot, origin: Origin): Host {
  const findPicture = (typed: string) => pictures.find({ client, team, origin }, typed);
  return { ...plainHost, capabilities: slackCapabilities, findPicture };
}

/** Something that was pressed or chosen. */
export interface Asked {
  spot: Spot;
  /** Opens a modal, within three seconds. */
  trigger: string;
  /** What the message that it sits on shows, where Slack tells. */
  view?: View;
  /** Does what an edit asks for, in place of editing the message. */
  refresh?: () => Promise<void>;
}

export async function originOf({ people }: SlackParts, spot: Spot): Promise<Origin> {
  const { client, team, user, channel = user, event } = spot;
  return { ...(await people.originOf({ client, team, user, channel })), event };
}

/** The spot with the language of who asked there. */
export async function withLanguage(parts: SlackParts, spot: Spot): Promise<Spot> {
  return { ...spot, language: (await originOf(parts, spot)).language };
}

/** Runs what a person typed and answers at the spot. */
export async function say(
  parts: SlackParts,
  spot: Spot,
  text: string,
  findFiles: () => Promise<FileThere[]> = async () => [],
): Promise<void> {
  const origin = await originOf(parts, spot);
  const to = { ...spot, language: origin.language };
  try {
    const attachments = (await findFiles()).map((file) => parts.fetcher(origin, file));
    const request = { origin, host: hostFor(parts, spot, origin), text, attachments, signal: parts.closing };
    await parts.answers.write(to, parts.chat.say(request));
  } catch (error) {
    await parts.answers.notice(to, wordsFor(to.language).of(slackFault(error).said));
  }
}

/** Shows what a press, a modal or a shortcut led to. */
export async function take(
  parts: SlackParts,
  { spot: at, trigger, view, refresh }: Asked,
  outcome: Outcome,
): Promise<void> {
  const spot = await withLanguage(parts, at);
  if ('reply' in outcome) await parts.answers.write(spot, outcome.reply);
  else if ('notice' in outcome) await parts.answers.notice(spot, outcome.notice);
  else if ('modal' in outcome) await openModal(parts.answers, spot, trigger, outcome.modal);
  else if (refresh) await refresh();
  else if (view || outcome.edit.text !== undefined) await parts.answers.edit(spot, view ?? emptyView, outcome.edit);
}

const emptyView: View = { text: '', images: [], buttons: [], selects: [] };
