import { type APIMessage, MessageFlags, type REST, Routes } from 'discord.js';
import { isExpired } from './problems.ts';
import type { Rendered } from './render/message.ts';

export interface MessagePlace {
  application: string;
  /** The interaction's. */
  token: string;
  channel: string;
  /** `@original`, or nothing for a message that is still to be made. */
  message?: '@original';
  /** The id of `@original`, where it was there before. */
  id?: string;
  /** Of a message that is still to be made. */
  ephemeral?: boolean;
}

/** One message that answers an interaction, edited as the answer goes on. */
export interface AnswerMessage {
  /** Shows this and returns the message's id. Throws what Discord answers. */
  show(rendered: Rendered): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Writes with the interaction's token for the quarter of an hour that it lasts. After that the bot edits the message as
 * any of its own, which it may where it is a member.
 */
export function createAnswerMessage(api: REST, place: MessagePlace): AnswerMessage {
  const { application, token, message, ephemeral } = place;
  let { id, channel } = place;
  let expired = false;
  const name = () => message ?? id;

  const showWithToken = async ({ body, files }: Rendered): Promise<APIMessage> => {
    const known = name();
    if (known) {
      const path = Routes.webhookMessage(application, token, known);
      return (await api.patch(path, { body, files, auth: false })) as APIMessage;
    }
    const flags = ephemeral ? MessageFlags.Ephemeral : undefined;
    const query = new URLSearchParams({ wait: 'true' });
    const path = Routes.webhook(application, token);
    return (await api.post(path, { body: { ...body, flags }, files, auth: false, query })) as APIMessage;
  };

  return {
    async show(rendered) {
      if (!expired) {
        try {
          const shown = await showWithToken(rendered);
          id = shown.id;
          channel = shown.channel_id;
          return id;
        } catch (error) {
          if (!isExpired(error) || !id) throw error;
          expired = true;
        }
      }
      const { body, files } = rendered;
      await api.patch(Routes.channelMessage(channel, id!), { body, files });
      return id!;
    },
    async remove() {
      await api.delete(Routes.webhookMessage(application, token, name()!), { auth: false });
    },
  };
}
