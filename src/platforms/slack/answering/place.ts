import type { webApi } from '@slack/bolt';
import { createId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import { RefusedResponse, slackCode } from '../faults.ts';
import { toBlocks } from './blocks.ts';
import type { Line } from './line.ts';
import type { View } from './view.ts';

/** Where somebody asked, and so where they are answered. */
export interface Address {
  client: webApi.WebClient;
  team: string;
  user: string;
  /** The person's. */
  language?: string;
  /** Without one, as in the home tab, the answer goes to the person alone. */
  channel?: string;
  /** The `ts` of the message that begins the thread. */
  thread?: string;
  /** Answers five times within half an hour, where the bot is not a member too. */
  responseUrl?: string;
  /** Slack's id of what they did. */
  event?: string;
  /** They typed a command: the response URL is for the answer alone. */
  typed?: boolean;
}

/** One message that is shown and then changed. */
export interface Place {
  /** Where the message is, once it was shown. */
  readonly sent: Sent | undefined;
  /** By which it is known among other messages, as long as it was not changed. */
  readonly mark: string;
  /** Looks for what an earlier start has posted, and did not get to note. */
  find(): Promise<void>;
  /**
   * Posts the view, or changes what was posted, and says whether it did: some messages can be changed only so often,
   * or not at all, and wait for what is `last`. Throws what Slack throws.
   */
  show(view: View, text: string, options: { ephemeral: boolean; last: boolean }): Promise<boolean>;
}

/** What of a response URL's five uses may go into progress. */
const usesForProgress = 3;

export type Sent = { by: 'channel'; channel: string; ts: string } | { by: 'url'; uses: number } | { by: 'nothing' };

export interface PlaceParts {
  line: Line;
  log: Log;
}

/** What an earlier start knew of a place. */
export interface Before {
  sent?: Sent;
  mark?: string;
}

/** Among how many of a channel's newest messages one is looked for. */
const lookedAt = 50;

/**
 * A message in answer to somebody, a new one unless it was sent before. In channels that the bot is not in, and for
 * their eyes alone, it goes by the response URL; where nothing else works, into the conversation with them.
 */
export function createPlace({ line, log }: PlaceParts, address: Address, before: Before = {}): Place {
  const { client, channel, thread, user, responseUrl } = address;
  const { mark = createId() } = before;
  let { sent } = before;

  /** The message that a try has posted whose answer was lost. */
  const find = async (to: string): Promise<Sent | undefined> => {
    const inThread = to === channel && thread;
    try {
      const { messages = [] } = inThread
        ? await client.conversations.replies({ channel: to, ts: thread, limit: 10 * lookedAt })
        : await client.conversations.history({ channel: to, limit: lookedAt });
      const ts = messages.find(({ blocks }) => blocks?.[0]?.block_id === markedBy(mark))?.ts;
      return ts === undefined ? undefined : { by: 'channel', channel: to, ts };
    } catch (error) {
      if (slackCode(error) === undefined) throw error;
      return undefined;
    }
  };
  const post = (to: string, message: Message): Promise<Sent> =>
    line.persist(async (tries) => {
      const posted = tries > 1 ? await find(to) : undefined;
      if (posted) return posted;
      const { ts = '', channel: id = to } = await client.chat.postMessage({
        ...message,
        blocks: marked(message.blocks, mark),
        channel: to,
        ...(to === channel && thread && { thread_ts: thread }),
        ...quiet,
      });
      return { by: 'channel', channel: id, ts };
    });
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
    const body = { ...message, ...(thread && { thread_ts: thread }), response_type: type };
    await line.persist((tries) => {
      // What a lost try may have posted is replaced, but where it would be the message with the pressed button.
      const replace_original = uses > 0 || (tries > 1 && address.typed === true);
      return respond(line, url, { ...body, replace_original });
    });
    return { by: 'url', uses: uses + 1 } as const;
  };

  const first = async (message: Message, ephemeral: boolean, last: boolean): Promise<Sent | undefined> => {
    const isPrivate = !channel || channel.startsWith('D');
    if (ephemeral && !isPrivate) {
      if (responseUrl) return byUrl(responseUrl, message, 'ephemeral', 0);
      if (!last) return undefined;
      const about = { ...message, channel, user, ...(thread && { thread_ts: thread }) };
      await line.persist(() => client.chat.postEphemeral(about));
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
    mark,
    async find() {
      if (!sent && channel) sent = await find(channel);
    },
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

const markedBy = (mark: string) => `answer:${mark}`;

/** The first block carries the mark, unless it has a name of its own. */
function marked([first, ...rest]: Message['blocks'], mark: string): Message['blocks'] {
  return first ? [{ block_id: markedBy(mark), ...first }, ...rest] : [];
}

/** No previews of links, and no mentions made of plain words. */
const quiet = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

/** Slack did not like what was to be shown; elsewhere it would not either. */
function isRefusedContent(error: unknown): boolean {
  return slackCode(error) === 'invalid_blocks';
}

/** Posts to a response URL, once: where nobody knows whether it arrived, `line.persist` is to decide. */
export async function respond(line: Line, url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await line.send(url, { method: 'POST', headers, body: JSON.stringify(body) }, { once: true });
  if (response.ok) return;
  const text = await response.text();
  throw new RefusedResponse(/"error":"(\w+)"/.exec(text)?.[1] ?? String(response.status));
}
