import { GatewayDispatchEvents, type GatewayDispatchPayload, InteractionType } from 'discord.js';

/** What Easel hears of: it is written down, and dealt with after a crash. */
export type Received = Extract<
  GatewayDispatchPayload,
  {
    t:
      | GatewayDispatchEvents.InteractionCreate
      | GatewayDispatchEvents.MessageReactionAdd
      | GatewayDispatchEvents.MessageReactionRemove;
  }
>;

export function isReceived(event: GatewayDispatchPayload): event is Received {
  return (
    event.t === GatewayDispatchEvents.InteractionCreate ||
    event.t === GatewayDispatchEvents.MessageReactionAdd ||
    event.t === GatewayDispatchEvents.MessageReactionRemove
  );
}

/** Completions are asked for with every letter, and of no use to anybody a moment later. */
export function isQuestion({ t: type, d: data }: Received): boolean {
  return (
    type === GatewayDispatchEvents.InteractionCreate && data.type === InteractionType.ApplicationCommandAutocomplete
  );
}
