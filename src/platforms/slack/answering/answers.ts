import type { webApi } from '@slack/bolt';
import { picturesOf } from '#chat/answers/taking-back.ts';
import type { Inbox } from '#chat/inbox.ts';
import type { Reply, ReplyFile, ReplyImage } from '#chat/reply.ts';
import { wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import { interruptedReply } from '#platforms/shared/interrupted.ts';
import type { Postings } from '#platforms/shared/postings.ts';
import { streamAnswer } from '#platforms/shared/stream-answer.ts';
import { firstThatWorks } from '#platforms/shared/ways.ts';
import { slackCode, slackFault } from '../faults.ts';
import { toBlocks } from './blocks.ts';
import type { Line } from './line.ts';
import { type Address, type Before, createPlace, type Place, respond } from './place.ts';
import { toPlain } from './text.ts';
import type { Uploads } from './uploads.ts';
import { patchView, type View, viewOf } from './view.ts';

/** The least time between two edits of one message, in milliseconds. */
export const editPause = 1000;

/** An answer under way, as much as is needed to end it after a restart. */
export interface Unfinished extends Omit<Address, 'client'>, Before {
  ephemeral: boolean;
}

export interface Answers {
  /** Shows each reply of the stream in one message at the address; what cannot be shown is said there in words. */
  write(address: Address, replies: AsyncIterable<Reply>): Promise<void>;
  /** Ends an answer that an earlier start left behind. Throws what Slack throws. */
  endInterrupted(client: webApi.WebClient, answer: Unfinished): Promise<void>;
  /** Shows one reply as a message. Throws what Slack throws. */
  post(address: Address, reply: Reply): Promise<void>;
  /** Shows a short word to the person alone. */
  notice(address: Address, text: string): Promise<void>;
  /** Changes the message that a response URL belongs to. */
  edit(address: Address, view: View, edit: Partial<Reply>): Promise<void>;
}

export interface AnswersParts {
  uploads: Uploads;
  line: Line;
  inbox: Inbox;
  postings: Postings;
  log: Log;
  /** Aborted when Easel stops. */
  closing: AbortSignal;
}

export function createAnswers({ uploads, inbox, postings, line, log, closing }: AnswersParts): Answers {
  const placeAt = (address: Address, before?: Before) => createPlace({ line, log }, address, before);
  /** Uploads pictures and hands them to `use`; once more from the start where people have deleted some. */
  const withImages = async <Result>(
    { client, team }: Address,
    images: ReplyImage[],
    use: (uploaded: Awaited<ReturnType<Uploads['upload']>>) => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await use(await uploads.upload(client, team, images));
    } catch (error) {
      if (slackCode(error) !== 'invalid_blocks' || !images.length) throw error;
      await uploads.forget(team, images);
      return use(await uploads.upload(client, team, images));
    }
  };

  const show = (address: Address, place: Place, reply: Reply, last: boolean) => {
    const ephemeral = reply.ephemeral === true;
    // A picture of a progress would stay in the workspace's files: it waits for the end.
    const linked = ephemeral ? [] : (reply.files ?? []).map(asImage);
    const images = reply.progress ? [] : [...(reply.images ?? []), ...linked];
    return withImages(address, images, (uploaded) => {
      const view = viewOf(reply, uploaded.images, wordsFor(address.language));
      const links = uploaded.links.map(({ name, url }) => `<${url}|${name}>`);
      const text = [view.text, ...links].join('\n');
      return place.show({ ...view, text }, toPlain(reply.text), { ephemeral, last });
    }).then(async (shown) => {
      const { sent } = place;
      if (shown && sent?.by === 'channel') {
        const at = { workspace: address.team, channel: sent.channel, message: sent.ts };
        await postings
          .note(at, picturesOf(reply))
          .catch((error: unknown) => log.warn({ err: error }, 'where a picture is shown was not noted'));
      }
      return shown;
    });
  };

  /** Notes where the answer stands. */
  const note = async ({ client: _, event, ...address }: Address, { sent, mark }: Place, ephemeral: boolean) => {
    if (event) await inbox.answering(event, { ...address, sent, mark, ephemeral } satisfies Unfinished);
  };

  /** Says something to the person alone, one way or another. */
  const tell = (address: Address, text: string): Promise<void> => {
    const reply = { text, ephemeral: true };
    const byUrl = (url: string) =>
      line.persist(() => {
        const body = { text: toPlain(text), blocks: toBlocks(viewOf(reply, [], wordsFor(address.language))) };
        return respond(line, url, { ...body, response_type: 'ephemeral', replace_original: false });
      });
    return firstThatWorks([
      ...(address.responseUrl ? [() => byUrl(address.responseUrl!)] : []),
      () => show({ ...address, responseUrl: undefined }, placeAt({ ...address, responseUrl: undefined }), reply, true),
      () => show(toPerson(address), placeAt(toPerson(address)), reply, true),
    ]);
  };

  /** Says why an answer is not there: where something waits for it, or else to the person alone. */
  const fail = async (address: Address, place: Place, error: unknown, text: string): Promise<void> => {
    if (closing.aborted) throw error;
    const fault = slackFault(error);
    log.warn({ code: slackCode(error), err: fault.cause ?? fault }, 'an answer could not be shown');
    const why = wordsFor(address.language).of(fault.said);
    const whole = [text, why].filter(Boolean).join('\n');
    const inPlace = async (words: string) => {
      if (!(await show(address, place, { text: words }, true))) throw error;
    };
    await firstThatWorks([
      ...(place.sent ? [() => inPlace(whole), () => inPlace(why)] : []),
      () => tell(address, whole),
      () => tell(address, why),
    ]);
  };

  return {
    async write(address, replies) {
      const place = placeAt(address);
      let latest: Reply = { text: '' };
      const showState = async (reply: Reply, last: boolean): Promise<string | undefined> => {
        latest = reply;
        // What is refused may be taken at the end, and is explained then.
        const shown = show(address, place, reply, last);
        return (last ? await shown : await shown.catch(() => false)) ? idOf(place) : undefined;
      };
      try {
        await note(address, place, true);
        const { ending } = await streamAnswer({
          replies,
          pauseMs: editPause,
          language: address.language,
          closing,
          show: showState,
          note: (_, { ephemeral = false }) => note(address, place, ephemeral),
        });
        // What a message links to is everybody's who sees it.
        if (ending === 'whole' && latest.ephemeral)
          for (const file of latest.files ?? []) await uploads.hand(address, file);
      } catch (error) {
        await fail(address, place, error, latest.text);
      }
    },
    async endInterrupted(client, { sent, mark, ephemeral, ...address }) {
      const to = { ...address, client };
      const place = placeAt(to, { sent, mark });
      await place.find();
      await show(to, place, { ...interruptedReply(address.language), ephemeral }, true);
    },
    async post(address, reply) {
      await show(address, placeAt(address), reply, true);
    },
    notice: tell,
    async edit(address, view, edit) {
      if (!address.responseUrl) return;
      try {
        await withImages(address, edit.images ?? [], async ({ images }) => {
          const patched = patchView(view, edit, edit.images && images);
          const text = edit.text === undefined ? patched.text : toPlain(edit.text);
          const body = { text, blocks: toBlocks(patched), replace_original: true };
          await line.persist(() => respond(line, address.responseUrl!, body));
        });
      } catch (error) {
        if (closing.aborted) throw error;
        await tell(address, wordsFor(address.language).of(slackFault(error).said));
      }
    },
  };
}

/** A file, which Slack links to as it does to pictures that it shows in no message. */
const asImage = ({ about, part: _, ...file }: ReplyFile): ReplyImage => ({ ...file, alt: about, width: 0, height: 0 });

/** The conversation with who asked. */
function toPerson(address: Address): Address {
  return { ...address, channel: undefined, thread: undefined, responseUrl: undefined };
}

/** What tells the message of a place from others; a message that people have deleted is posted anew. */
const idOf = ({ sent }: Place): string => (sent?.by === 'channel' ? sent.ts : (sent?.by ?? ''));
