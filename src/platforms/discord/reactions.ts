import {
  type APIMessage,
  type APIReaction,
  type APIUser,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  type REST,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import { isMark } from '#chat/pressing/reactions.ts';
import type { Redraws } from '#chat/redraws.ts';
import type { Reply } from '#chat/reply.ts';
import type { Log } from '#lib/log.ts';
import { createRecent } from '#lib/recent.ts';
import type { Turns } from '#lib/turns.ts';
import { originOfReaction } from './parse/origin.ts';
import { picturesIn } from './parse/pictures.ts';
import { renderEdit } from './render/message.ts';

export type ReactionEvent = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData;

export interface ReactionParts {
  chat: Chat;
  api: REST;
  /** The bot's own id. */
  bot: string;
  redraw: Redraws;
  turns: Turns;
  log: Log;
}

const remembered = 1000;
/** In how many channels, and among how many of the newest messages of each, missed reactions are looked for. */
const lookedAt = { channels: 50, messages: 100 };
/** How many people one page of a reaction names. */
const page = 100;

/**
 * Counts reactions to Easel's messages as votes and favourites. Those to one message are dealt with in the order in
 * which they came.
 */
export function createReactions({ chat, api, bot, redraw, turns, log }: ReactionParts) {
  const users = createRecent<APIUser>(remembered);
  const pictures = createRecent<string[]>(remembered);
  /** Where somebody used Easel of late, with the server. */
  const channels = createRecent<string | undefined>(lookedAt.channels);

  const userOf = async (event: ReactionEvent): Promise<APIUser> => {
    const known = ('member' in event ? event.member?.user : undefined) ?? users.get(event.user_id);
    const user = known ?? ((await api.get(Routes.user(event.user_id))) as APIUser);
    return users.set(user.id, user);
  };

  /** A message shows the same pictures for ever once it has any; what others wrote has none. */
  const picturesOf = async ({ channel_id: channel, message_id: id }: ReactionEvent): Promise<string[]> => {
    const known = pictures.get(id);
    if (known) return known;
    const message = (await api.get(Routes.channelMessage(channel, id))) as APIMessage;
    const shown = message.author.id === bot ? picturesIn(message) : [];
    return shown.length || message.author.id !== bot ? pictures.set(id, shown) : shown;
  };

  const count = async (event: ReactionEvent, added: boolean): Promise<Partial<Reply> | undefined> => {
    const shown = await picturesOf(event);
    if (!shown.length) return undefined;
    const person = await userOf(event);
    if (person.bot) return undefined;
    const origin = originOfReaction(event, person);
    return chat.react({ origin, pictures: shown, reaction: event.emoji.name ?? '', added });
  };

  const draw = async ({ channel_id: channel, message_id: id }: ReactionEvent, edit: Partial<Reply>): Promise<void> => {
    await api.patch(Routes.channelMessage(channel, id), { body: renderEdit(edit).body });
  };

  const countOne = async (event: ReactionEvent, added: boolean): Promise<void> => {
    const { user_id: user, message_id: id, emoji } = event;
    if (user === bot || emoji.id) return;
    if ('message_author_id' in event && event.message_author_id && event.message_author_id !== bot) return;
    const edit = await turns.take(id, () => count(event, added));
    if (edit) await redraw(id, edit, (newest) => draw(event, newest));
  };

  /** Counts everybody who reacts with one emoji. Who has been counted before is not counted twice. */
  const countAll = async (message: APIMessage, { emoji }: APIReaction, guild: string | undefined): Promise<void> => {
    const { id, channel_id: channel } = message;
    const query = new URLSearchParams({ limit: String(page) });
    const path = Routes.channelMessageReaction(channel, id, encodeURIComponent(emoji.name ?? ''));
    for (const user of (await api.get(path, { query })) as APIUser[]) {
      users.set(user.id, user);
      const event = { user_id: user.id, message_id: id, channel_id: channel, guild_id: guild, emoji };
      await countOne(event as ReactionEvent, true);
    }
  };

  return {
    /** Counts one reaction. Throws what Discord answers. */
    count: countOne,

    /** Looks anew what a message shows when somebody reacts to it. */
    forget: (message: string) => pictures.forget(message),

    /** Notes that Easel is used in a channel. */
    used: (channel: string, guild: string | undefined) => void channels.set(channel, guild),

    /** Counts reactions that Discord did not tell of: those to Easel's newest messages where it was used of late. */
    async catchUp(): Promise<void> {
      for (const [channel, guild] of channels.entries()) {
        const query = new URLSearchParams({ limit: String(lookedAt.messages) });
        try {
          const messages = (await api.get(Routes.channelMessages(channel), { query })) as APIMessage[];
          for (const message of messages.filter(({ author }) => author.id === bot)) {
            for (const reaction of message.reactions ?? []) {
              if (!reaction.emoji.id && isMark(reaction.emoji.name ?? '')) await countAll(message, reaction, guild);
            }
          }
        } catch (error) {
          log.info({ err: error, channel }, 'missed reactions could not be looked for');
        }
      }
    },
  };
}
