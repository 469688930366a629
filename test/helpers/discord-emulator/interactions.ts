import {
  alreadyAcknowledged,
  invalidForm,
  invalidWebhookToken,
  unknownInteraction,
  unknownMessage,
} from './failure.ts';
import type { ApiRequest, ApiRoutes } from './http.ts';
import { addMessage, fillMessage, flags, viewMessage } from './messages.ts';
import type { EmulatedInteraction, EmulatedMessage, World } from './world.ts';

const acknowledgeWithinMs = 3000;
const tokenMs = 15 * 60_000;
const kinds = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 };

/**
 * Answers to interactions: the first within three seconds and once, all further ones for a quarter of an hour.
 * https://discord.com/developers/docs/interactions/receiving-and-responding
 */
export function interactionRoutes(world: World, cdn: () => string): ApiRoutes {
  const find = (token: string | undefined): EmulatedInteraction => {
    const found = world.tokens.get(token ?? '');
    if (!found || world.time.now() - found.at > tokenMs || !found.callback) throw invalidWebhookToken();
    return found;
  };
  const add = (interaction: EmulatedInteraction, ephemeral: boolean, loading = false) =>
    addMessage(world, {
      channel: interaction.channel,
      author: world.bot,
      application: world.application.id,
      interaction,
      onlyFor: ephemeral ? interaction.user.id : undefined,
      loading,
    });
  const isEphemeral = (body: Record<string, unknown>) => (Number(body.flags ?? 0) & flags.ephemeral) !== 0;
  const present = (message: EmulatedMessage | undefined): EmulatedMessage => {
    if (!message || message.deleted) throw unknownMessage();
    return message;
  };
  const messageOf = (interaction: EmulatedInteraction, id: string | undefined) =>
    present(
      id === '@original'
        ? interaction.original
        : [interaction.original, ...interaction.followups].find((message) => message?.id === id),
    );
  const fill = (message: EmulatedMessage, request: ApiRequest) => {
    fillMessage(world, message, request, cdn());
    return viewMessage(message);
  };

  return {
    'POST /interactions/:id/:token/callback': (request, { id = '', token }) => {
      const interaction = world.interactions.get(id);
      if (!interaction || interaction.token !== token) throw unknownInteraction();
      if (world.time.now() - interaction.at > acknowledgeWithinMs) throw unknownInteraction();
      if (interaction.callback) throw alreadyAcknowledged();
      const { type, data = {} } = request.body as { type: number; data?: Record<string, unknown> };
      const choices = type === kinds.choices;
      if (choices !== (interaction.type === 4))
        throw invalidForm(`callback ${type} for interaction ${interaction.type}`);
      if (type === kinds.modal && interaction.type === 5) throw invalidForm('a modal answers no modal');
      const body = { ...request, body: data };
      if (type === kinds.message) {
        interaction.original = add(interaction, isEphemeral(data));
        fill(interaction.original, body);
      } else if (type === kinds.deferred) interaction.original = add(interaction, isEphemeral(data), true);
      else if (type === kinds.deferredUpdate) interaction.original = interaction.source;
      else if (type === kinds.update) {
        interaction.original = present(interaction.source);
        fill(interaction.original, body);
      }
      interaction.callback = { type, data, afterMs: performance.now() - interaction.sentAt };
      return undefined;
    },

    'POST /webhooks/:application/:token': (request, { token }) => {
      const interaction = find(token);
      const { original } = interaction;
      if (original?.loading && !original.deleted) return fill(original, request);
      const message = add(interaction, isEphemeral(request.body));
      fill(message, request);
      interaction.followups.push(message);
      return viewMessage(message);
    },
    'GET /webhooks/:application/:token/messages/:message': (_, { token, message }) =>
      viewMessage(messageOf(find(token), message)),
    'PATCH /webhooks/:application/:token/messages/:message': (request, { token, message }) =>
      fill(messageOf(find(token), message), request),
    'DELETE /webhooks/:application/:token/messages/:message': (_, { token, message }) => {
      messageOf(find(token), message).deleted = true;
      return undefined;
    },
  };
}
