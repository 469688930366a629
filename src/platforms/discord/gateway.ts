import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayCloseCodes, type GatewayDispatchPayload, GatewayIntentBits, type REST } from 'discord.js';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Notebook } from './notebook.ts';
import { explain, refusedToken } from './problems.ts';

/** Reactions alone: commands and buttons need no intent, and none of these is privileged. */
const intents = GatewayIntentBits.GuildMessageReactions | GatewayIntentBits.DirectMessageReactions;

/** Closes a connection without ending its session, so that the next start goes on where this one stopped. */
const closedForNow = 4200;

export interface GatewayParts {
  api: REST;
  token: string;
  notebook: Notebook;
  log: Log;
  /** `id` is the event's, the same whenever it comes; `settled` is to be called once Discord may forget it. */
  receive: (event: GatewayDispatchPayload, id: string, settled: () => void) => void;
}

export interface Gateway {
  close(): Promise<void>;
}

/**
 * Listens to Discord, with as many shards as it recommends, all in this process: they share one studio, one database
 * and its lock, and a bot that hears of commands and reactions alone has little to do for each. The connection is
 * discord.js's own, taken without its caches of servers and members, and with its sessions kept over restarts.
 * Throws `bad_config` where Discord refuses the token.
 */
export async function openGateway({ api, token, notebook, log, receive }: GatewayParts): Promise<Gateway> {
  let closing = false;
  let closed: number | undefined;
  const manager = new WebSocketManager({
    token,
    intents,
    rest: api,
    retrieveSessionInfo: notebook.session,
    updateSessionInfo: (shard, session) => {
      if (!closing) notebook.keepSession(shard, session);
    },
  });
  let ready = false;
  manager.on(WebSocketShardEvents.Dispatch, ({ data, shardId }) => {
    const id = `${notebook.session(shardId)?.sessionId}:${data.s}`;
    receive(data, id, notebook.receive(shardId, data.s));
  });
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => log.debug({ shard: shardId }, 'Discord goes on'));
  manager.on(WebSocketShardEvents.Error, ({ error, shardId }) =>
    log.warn({ err: error, shard: shardId }, 'Discord’s gateway'),
  );
  manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
    closed = code;
    const fault = faultOf(code);
    if (ready && fault) log.error({ shard: shardId, code }, fault.message);
  });
  try {
    await manager.connect();
  } catch (error) {
    closing = true;
    await manager.destroy();
    throw faultOf(closed) ?? explain(error);
  }
  ready = true;
  return {
    async close() {
      closing = true;
      await manager.destroy({ code: closedForNow, reason: 'Easel stops' });
    },
  };
}

/** What a close code that is final means for whoever runs Easel. */
function faultOf(code: number | undefined): AppError | undefined {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return refusedToken();
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return new AppError('bad_config', 'Discord refuses the intents that Easel asks for. Please update Easel.');
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
      return new AppError('bad_config', 'Discord wants this bot to use more shards. Restart Easel.');
    case GatewayCloseCodes.InvalidAPIVersion:
      return new AppError('bad_config', 'Discord has ended the API version that Easel uses. Please update Easel.');
    default:
      return undefined;
  }
}
