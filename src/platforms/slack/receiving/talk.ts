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
import type { Address } from '../answering/place.ts';
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
export function hostFor({ pictures }: SlackParts, { client, team }: Address, origin: Origin): Host {
  const findPicture = (typed: string) => pictures.find({ client, team, origin }, typed);
  return { ...plainHost, capabilities: slackCapabilities, findPicture };
}

/** Something that was pressed or chosen. */
export interface Asked {
  address: Address;
  /** Opens a modal, within three seconds. */
  trigger: string;
  /** What the message that it sits on shows, where Slack tells. */
  view?: View;
  /** Does what an edit asks for, in place of editing the message. */
  refresh?: () => Promise<void>;
}

export async function originOf({ people }: SlackParts, address: Address): Promise<Origin> {
  const { client, team, user, channel = user, event } = address;
  return { ...(await people.originOf({ client, team, user, channel })), event };
}

/** The address with the language of who asked there. */
export async function withLanguage(parts: SlackParts, address: Address): Promise<Address> {
  return { ...address, language: (await originOf(parts, address)).language };
}

/** Runs what a person typed and answers at the address. */
export async function say(
  parts: SlackParts,
  address: Address,
  text: string,
  findFiles: () => Promise<FileThere[]> = async () => [],
): Promise<void> {
  const origin = await originOf(parts, address);
  const to = { ...address, language: origin.language };
  try {
    const attachments = (await findFiles()).map((file) => parts.fetcher(origin, file));
    const request = { origin, host: hostFor(parts, address, origin), text, attachments, signal: parts.closing };
    await parts.answers.write(to, parts.chat.say(request));
  } catch (error) {
    await parts.answers.notice(to, wordsFor(to.language).of(slackFault(error).said));
  }
}

/** Shows what a press, a modal or a shortcut led to. */
export async function take(
  parts: SlackParts,
  { address: at, trigger, view, refresh }: Asked,
  outcome: Outcome,
): Promise<void> {
  const address = await withLanguage(parts, at);
  if ('reply' in outcome) await parts.answers.write(address, outcome.reply);
  else if ('notice' in outcome) await parts.answers.notice(address, outcome.notice);
  else if ('modal' in outcome) await openModal(parts.answers, address, trigger, outcome.modal);
  else if (refresh) await refresh();
  else if (view || outcome.edit.text !== undefined) await parts.answers.edit(address, view ?? emptyView, outcome.edit);
}

const emptyView: View = { text: '', images: [], buttons: [], selects: [] };
