import type { webApi } from '@slack/bolt';
import type { Inbox } from '#chat/inbox.ts';
import { latestOf } from '#chat/latest-of.ts';
import type { Reply, ReplyImage } from '#chat/reply.ts';
import type { Log } from '#lib/log.ts';
import { toBlocks } from './blocks.ts';
import { slackCode, slackFault } from './faults.ts';
import { createPlace, type Place, RefusedResponse, respond, type Sent, type Spot } from './place.ts';
import { toPlain } from './text.ts';
import type { Uploads } from './uploads.ts';
import { patchView, type View, viewOf } from './view.ts';

/** The least time between two edits of one message, in milliseconds. */
export const editPause = 1000;

const interrupted: Reply = { text: 'I was restarted before this was done. Please send it again.' };

/** An answer under way, as much as is needed to end it after a restart. */
export interface Unfinished extends Omit<Spot, 'client'> {
  sent?: Sent;
  ephemeral: boolean;
}

export interface Answers {
  /** Shows each reply of the stream in one message at the spot; what cannot be shown is said there in words. */
  write(spot: Spot, replies: AsyncIterable<Reply>): Promise<void>;
  /** Ends an answer that an earlier start left behind. */
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
  inbox: Inbox;
  log: Log;
  /** Aborted when Easel stops. */
  closing: AbortSignal;
}

export function createAnswers({ uploads, inbox, log, closing }: AnswersParts): Answers {
  /** Uploads pictures and hands them to `use`; once more from the start where people have deleted some. */
  const withImages = async <Result>(
    { client, team }: Spot,
    images: ReplyImage[],
    use: (uploaded: Awaited<ReturnType<Uploads['upload']>>) => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await use(await uploads.upload(client, team, images));
    } catch (error) {
      const code = error instanceof RefusedResponse ? error.code : slackCode(error);
      if (code !== 'invalid_blocks' || !images.length) throw error;
      uploads.forget(team, images);
      return use(await uploads.upload(client, team, images));
    }
  };

  const show = (spot: Spot, place: Place, reply: Reply, last: boolean) => {
    const ephemeral = reply.ephemeral === true;
    // A picture of a progress would stay in the workspace's files: it waits for the end.
    const images = reply.progress ? [] : (reply.images ?? []);
    return withImages(spot, images, (uploaded) => {
      const view = viewOf(reply, uploaded.images);
      const links = uploaded.links.map(({ name, url }) => `<${url}|${name}>`);
      const text = [view.text, ...links].join('\n');
      return place.show({ ...view, text }, toPlain(reply.text), { ephemeral, last });
    });
  };

  /** Notes where the answer stands. */
  const note = async ({ client: _, event, ...spot }: Spot, { sent }: Place, ephemeral: boolean) => {
    if (event) await inbox.answering(event, { ...spot, sent, ephemeral } satisfies Unfinished);
  };

  return {
    async write(spot, replies) {
      const place = createPlace(spot, log);
      const stream = watch(replies, closing);
      let latest: Reply = { text: '' };
      let shown = true;
      try {
        await note(spot, place, true);
        for await (latest of latestOf(stream.replies, editPause, closing)) {
          const first = !place.sent;
          shown = await show(spot, place, latest, false).catch(() => false);
          if (first && place.sent && !stream.complete()) await note(spot, place, latest.ephemeral === true);
        }
        if (!stream.complete()) await show(spot, place, { ...interrupted, ephemeral: latest.ephemeral }, true);
        else if (!shown) await show(spot, place, latest, true);
      } catch (error) {
        const fault = slackFault(error);
        log.warn({ code: slackCode(error), err: fault.cause ?? fault }, 'an answer could not be shown');
        const text = [latest.text, fault.message].filter(Boolean).join('\n');
        await show(spot, createPlace(spot, log), { text, ephemeral: true }, true);
      }
    },
    async endInterrupted(client, { sent, ephemeral, ...spot }) {
      const to = { ...spot, client };
      await show(to, createPlace(to, log, sent), { ...interrupted, ephemeral }, true);
    },
    async post(spot, reply) {
      await show(spot, createPlace(spot, log), reply, true);
    },
    async notice(spot, text) {
      const reply = { text, ephemeral: true };
      if (!spot.responseUrl) {
        await show(spot, createPlace(spot, log), reply, true);
        return;
      }
      const blocks = toBlocks(viewOf(reply, []));
      await respond(spot.responseUrl, {
        text: toPlain(text),
        blocks,
        response_type: 'ephemeral',
        replace_original: false,
      });
    },
    async edit(spot, view, edit) {
      if (!spot.responseUrl) return;
      await withImages(spot, edit.images ?? [], async ({ images }) => {
        const patched = patchView(view, edit, edit.images && images);
        const text = edit.text === undefined ? patched.text : toPlain(edit.text);
        await respond(spot.responseUrl!, { text, blocks: toBlocks(patched), replace_original: true });
      });
    },
  };
}

/** The stream, and whether it came to its end before Easel stopped. */
function watch(replies: AsyncIterable<Reply>, closing: AbortSignal) {
  let complete = false;
  return {
    complete: () => complete,
    replies: (async function* read() {
      yield* replies;
      complete = !closing.aborted;
    })(),
  };
}
