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
import { type Before, createPlace, type Place, respond, type Spot } from './place.ts';
import { toPlain } from './text.ts';
import type { Uploads } from './uploads.ts';
import { patchView, type View, viewOf } from './view.ts';

/** The least time between two edits of one message, in milliseconds. */
export const editPause = 1000;

/** An answer under way, as much as is needed to end it after a restart. */
export interface Unfinished extends Omit<Spot, 'client'>, Before {
  ephemeral: boolean;
}

export interface Answers {
  /** Shows each reply of the stream in one message at the spot; what cannot be shown is said there in words. */
  write(spot: Spot, replies: AsyncIterable<Reply>): Promise<void>;
  /** Ends an answer that an earlier start left behind. Throws what Slack throws. */
  endInterrupted(client: webApi.WebClient, answer: Unfinished): Promise<void>;
  /** Shows one reply as a message. Throws what Slack throws. */
  post(spot: Spot, reply: Reply): Promise<void>;
  /** Shows a short word to the person alone. */
  notice(spot: Spot, text: string): Promise<void>;
  /** Changes the message that a response URL belongs to. */
  edit(spot: Spot, view: View, edit: Partial<Reply>): Promise<void>;
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
  const placeAt = (spot: Spot, before?: Before) => createPlace({ line, log }, spot, before);
  /** Uploads pictures and hands them to `use`; once more from the start where people have deleted some. */
  const withImages = async <Result>(
    { client, team }: Spot,
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

  const show = (spot: Spot, place: Place, reply: Reply, last: boolean) => {
    const ephemeral = reply.ephemeral === true;
    // A picture of a progress would stay in the workspace's files: it waits for the end.
    const linked = ephemeral ? [] : (reply.files ?? []).map(asImage);
    const images = reply.progress ? [] : [...(reply.images ?? []), ...linked];
    return withImages(spot, images, (uploaded) => {
      const view = viewOf(reply, uploaded.images, wordsFor(spot.language));
      const links = uploaded.links.map(({ name, url }) => `<${url}|${name}>`);
      const text = [view.text, ...links].join('\n');
      return place.show({ ...view, text }, toPlain(reply.text), { ephemeral, last });
    }).then(async (shown) => {
      const { sent } = place;
      if (shown && sent?.by === 'channel') {
        const at = { workspace: spot.team, channel: sent.channel, message: sent.ts };
        await postings
          .note(at, picturesOf(reply))
          .catch((error: unknown) => log.warn({ err: error }, 'where a picture is shown was not noted'));
      }
      return shown;
    });
  };

  /** Notes where the answer stands. */
  const note = async ({ client: _, event, ...spot }: Spot, { sent, mark }: Place, ephemeral: boolean) => {
    if (event) await inbox.answering(event, { ...spot, sent, mark, ephemeral } satisfies Unfinished);
  };

  /** Says something to the person alone, one way or another. */
  const tell = (spot: Spot, text: string): Promise<void> => {
    const reply = { text, ephemeral: true };
    const byUrl = (url: string) =>
      line.persist(() => {
        const body = { text: toPlain(text), blocks: toBlocks(viewOf(reply, [], wordsFor(spot.language))) };
        return respond(line, url, { ...body, response_type: 'ephemeral', replace_original: false });
      });
    return firstThatWorks([
      ...(spot.responseUrl ? [() => byUrl(spot.responseUrl!)] : []),
      () => show({ ...spot, responseUrl: undefined }, placeAt({ ...spot, responseUrl: undefined }), reply, true),
      () => show(toPerson(spot), placeAt(toPerson(spot)), reply, true),
    ]);
  };

  /** Says why an answer is not there: where something waits for it, or else to the person alone. */
  const fail = async (spot: Spot, place: Place, error: unknown, text: string): Promise<void> => {
    if (closing.aborted) throw error;
    const fault = slackFault(error);
    log.warn({ code: slackCode(error), err: fault.cause ?? fault }, 'an answer could not be shown');
    const why = wordsFor(spot.language).of(fault.said);
    const whole = [text, why].filter(Boolean).join('\n');
    const inPlace = async (words: string) => {
      if (!(await show(spot, place, { text: words }, true))) throw error;
    };
    await firstThatWorks([
      ...(place.sent ? [() => inPlace(whole), () => inPlace(why)] : []),
      () => tell(spot, whole),
      () => tell(spot, why),
    ]);
  };

  return {
    async write(spot, replies) {
      const place = placeAt(spot);
      let latest: Reply = { text: '' };
      const showState = async (reply: Reply, last: boolean): Promise<string | undefined> => {
        latest = reply;
        // What is refused may be taken at the end, and is explained then.
        const shown = show(spot, place, reply, last);
        return (last ? await shown : await shown.catch(() => false)) ? idOf(place) : undefined;
      };
      try {
        await note(spot, place, true);
        const { ending } = await streamAnswer({
          replies,
          pauseMs: editPause,
          language: spot.language,
          closing,
          show: showState,
          note: (_, { ephemeral = false }) => note(spot, place, ephemeral),
        });
        // What a message links to is everybody's who sees it.
        if (ending === 'whole' && latest.ephemeral)
          for (const file of latest.files ?? []) await uploads.hand(spot, file);
      } catch (error) {
        await fail(spot, place, error, latest.text);
      }
    },
    async endInterrupted(client, { sent, mark, ephemeral, ...spot }) {
      const to = { ...spot, client };
      const place = placeAt(to, { sent, mark });
      await place.find();
      await show(to, place, { ...interruptedReply(spot.language), ephemeral }, true);
    },
    async post(spot, reply) {
      await show(spot, placeAt(spot), reply, true);
    },
    notice: tell,
    async edit(spot, view, edit) {
      if (!spot.responseUrl) return;
      try {
        await withImages(spot, edit.images ?? [], async ({ images }) => {
          const patched = patchView(view, edit, edit.images && images);
          const text = edit.text === undefined ? patched.text : toPlain(edit.text);
          const body = { text, blocks: toBlocks(patched), replace_original: true };
          await line.persist(() => respond(line, spot.responseUrl!, body));
        });
      } catch (error) {
        if (closing.aborted) throw error;
        await tell(spot, wordsFor(spot.language).of(slackFault(error).said));
      }
    },
  };
}

/** A file, which Slack links to as it does to pictures that it shows in no message. */
const asImage = ({ about, part: _, ...file }: ReplyFile): ReplyImage => ({ ...file, alt: about, width: 0, height: 0 });

/** The conversation with who asked. */
function toPerson(spot: Spot): Spot {
  return { ...spot, channel: undefined, thread: undefined, responseUrl: undefined };
}

/** What tells the message of a place from others; a message that people have deleted is posted anew. */
const idOf = ({ sent }: Place): string => (sent?.by === 'channel' ? sent.ts : (sent?.by ?? ''));
