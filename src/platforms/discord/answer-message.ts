import { type APIMessage, MessageFlags, Routes } from 'discord.js';
import { type Api, isPassing } from './api.ts';
import { newMessage } from './new-message.ts';
import { isExpired, isGone } from './problems.ts';
import type { Rendered } from './render/message.ts';

export interface MessagePlace {
  application: string;
  /** The interaction's. */
  token: string;
  channel: string;
  /** The interaction that it answers, by which a message that is still to be made is found again. */
  interaction?: string;
  /** `@original`, or nothing for a message that is still to be made. */
  message?: '@original';
  /** The id of `@original`, where it was there before. */
  id?: string;
  /** Of a message that is still to be made. */
  ephemeral?: boolean;
  /** The bot may write there by itself. */
  lasting?: boolean;
}

/** One message that answers an interaction, edited as the answer goes on. */
export interface AnswerMessage {
  /** Shows this and returns the message's id. Throws what Discord answers. */
  show(rendered: Rendered): Promise<string>;
  remove(): Promise<void>;
}

/** Among how many of a channel's newest messages one is looked for. */
const lookedAt = 50;

/**
 * Writes with the interaction's token for the quarter of an hour that it lasts, and tries again for as long where Discord
 * does not answer. After that the bot edits the message as any of its own, which it may where it is a member.
 */
export function createAnswerMessage(api: Api, place: MessagePlace): AnswerMessage {
  const { application, token, message, interaction, ephemeral, lasting } = place;
  let { id, channel } = place;
  let expired = false;
  const name = () => message ?? id;

  const showWithToken = async ({ body, files }: Rendered): Promise<APIMessage> => {
    const edit = async (known: string) => {
      const path = Routes.webhookMessage(application, token, known);
      return (await api.patch(path, { body, files, auth: false })) as APIMessage;
    };
    const known = name();
    if (known) return edit(known);
    const flags = ephemeral ? MessageFlags.Ephemeral : undefined;
    const query = new URLSearchParams({ wait: 'true' });
    const path = Routes.webhook(application, token);
    return api.persist(async (tries) => {
      const made = tries > 1 && !ephemeral && interaction ? await findMade(api, channel, interaction) : undefined;
      if (made) return made;
      return (await api.post(path, { body: { ...body, flags }, files, auth: false, query })) as APIMessage;
    });
  };

  const showAsBot = async ({ body, files }: Rendered): Promise<APIMessage> => {
    if (id) return (await api.patch(Routes.channelMessage(channel, id), { body, files })) as APIMessage;
    return (await api.post(Routes.channelMessages(channel), newMessage({ body, files }))) as APIMessage;
  };

  return {
    async show(rendered) {
      let shown: APIMessage | undefined;
      try {
        if (!expired) shown = await showWithToken(rendered);
      } catch (error) {
        expired = isExpired(error);
        if (!(expired || isPassing(error)) || !(id || lasting)) throw error;
      }
      shown ??= await showAsBot(rendered);
      id = shown.id;
      channel = shown.channel_id;
      return id;
    },
    async remove() {
      try {
        await api.delete(Routes.webhookMessage(application, token, name()!), { auth: false });
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}

/** The message that a try has made whose answer was lost; what is for one person alone cannot be looked for. */
async function findMade(api: Api, channel: string, interaction: string): Promise<APIMessage | undefined> {
  try {
    const query = new URLSearchParams({ limit: String(lookedAt) });
    const newest = (await api.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    return newest.find(({ interaction_metadata: asked }) => asked?.id === interaction);
  } catch (error) {
    if (isPassing(error)) throw error;
    return undefined;
  }
}
