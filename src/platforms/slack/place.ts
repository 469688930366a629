import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Log } from '#lib/log.ts';
import { toBlocks } from './blocks.ts';
import { slackCode } from './faults.ts';
import type { View } from './view.ts';

/** Where somebody asked, and so where they are answered. */
export interface Spot {
  client: webApi.WebClient;
  team: string;
  user: string;
  /** Without one, as in the home tab, the answer goes to the person alone. */
  channel?: string;
  /** The `ts` of the message that begins the thread. */
  thread?: string;
  /** Answers five times within half an hour, where the bot is not a member too. */
  responseUrl?: string;
  /** Slack's id of what they did. */
  event?: string;
}

/** One message that is shown and then changed. */
export interface Place {
  /** Where the message is, once it was shown. */
  readonly sent: Sent | undefined;
  /**
   * Posts the view, or changes what was posted, and says whether it did: some messages can be changed only so often,
   * or not at all, and wait for what is `last`. Throws what Slack throws.
   */
  show(view: View, text: string, options: { ephemeral: boolean; last: boolean }): Promise<boolean>;
}

/** What of a response URL's five uses may go into progress. */
const usesForProgress = 3;

export type Sent = { by: 'channel'; channel: string; ts: string } | { by: 'url'; uses: number } | { by: 'nothing' };

/**
 * A message in answer to somebody, a new one unless it was sent before. In channels that the bot is not in, and for their eyes alone, it goes by the
 * response URL; where nothing else works, into the conversation with them.
 */
export function createPlace(spot: Spot, log: Log, before?: Sent): Place {
  const { client, channel, thread, user, responseUrl } = spot;
  let sent = before;

  const post = async (to: string, message: Message): Promise<Sent> => {
    const { ts, channel: posted } = await client.chat.postMessage({
      ...message,
      channel: to,
      ...(to === channel && thread && { thread_ts: thread }),
      ...quiet,
    });
    return { by: 'channel', channel: posted ?? to, ts: ts ?? '' };
  };
  /** A message that somebody has deleted meanwhile is posted anew. */
  const update = async (to: Extract<Sent, { by: 'channel' }>, message: Message): Promise<Sent> => {
    try {
      await client.chat.update({ ...message, channel: to.channel, ts: to.ts });
      return to;
    } catch (error) {
      if (slackCode(error) !== 'message_not_found') throw error;
      return post(to.channel, message);
    }
  };
  const byUrl = async (url: string, message: Message, type: 'in_channel' | 'ephemeral', uses: number) => {
    const where = thread ? { thread_ts: thread } : {};
    await respond(url, { ...message, ...where, response_type: type, replace_original: uses > 0 });
    return { by: 'url', uses: uses + 1 } as const;
  };

  const first = async (message: Message, ephemeral: boolean, last: boolean): Promise<Sent | undefined> => {
    const isPrivate = !channel || channel.startsWith('D');
    if (ephemeral && !isPrivate) {
      if (responseUrl) return byUrl(responseUrl, message, 'ephemeral', 0);
      if (!last) return undefined;
      await client.chat.postEphemeral({ ...message, channel, user, ...(thread && { thread_ts: thread }) });
      return { by: 'nothing' };
    }
    try {
      return await post(channel ?? user, message);
    } catch (error) {
      if (isRefusedContent(error) || !responseUrl) throw error;
      log.info({ code: slackCode(error) }, 'answering by response URL');
      return byUrl(responseUrl, message, 'in_channel', 0);
    }
  };

  return {
    get sent() {
      return sent;
    },
    async show(view, text, { ephemeral, last }) {
      const message: Message = { text, blocks: toBlocks(view) };
      if (!sent) {
        sent = await first(message, ephemeral, last);
        return sent !== undefined;
      }
      if (sent.by === 'channel') {
        sent = await update(sent, message);
        return true;
      }
      if (sent.by === 'nothing' || !responseUrl || !(last || sent.uses < usesForProgress)) return false;
      try {
        sent = await byUrl(responseUrl, message, ephemeral ? 'ephemeral' : 'in_channel', sent.uses);
      } catch (error) {
        if (!last || isRefusedContent(error)) throw error;
        sent = await post(user, message);
      }
      return true;
    },
  };
}

interface Message {
  text: string;
  blocks: ReturnType<typeof toBlocks>;
}

/** No previews of links, and no mentions made of plain words. */
const quiet = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

/** Slack did not like what was to be shown; elsewhere it would not either. */
function isRefusedContent(error: unknown): boolean {
  return error instanceof RefusedResponse ? error.code === 'invalid_blocks' : slackCode(error) === 'invalid_blocks';
}

/** A response URL that does not answer any more, or refused what it was given. */
export class RefusedResponse extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the response URL answered ${code}`);
    this.code = code;
  }
}

const attempts = 5;

/** Posts to a response URL, again after the time that Slack names where it says that this was too often. */
export async function respond(url: string, body: object): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
    });
    if (response.ok) return;
    if (response.status !== 429 || attempt === attempts) throw new RefusedResponse(await codeOf(response));
    await sleep(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
}

async function codeOf(response: Response): Promise<string> {
  const text = await response.text();
  return /"error":"(\w+)"/.exec(text)?.[1] ?? String(response.status);
}
