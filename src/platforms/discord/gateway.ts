import { WebSocketManager, WebSocketShardEvents, WebSocketShardStatus } from '@discordjs/ws';
import { GatewayCloseCodes, type GatewayDispatchPayload, GatewayIntentBits, type REST } from 'discord.js';
import type { Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Notebook } from './notebook.ts';
import { explain, refusedToken } from './problems.ts';

/** Reactions alone: commands and buttons need no intent, and none of these is privileged. */
const intents = GatewayIntentBits.GuildMessageReactions | GatewayIntentBits.DirectMessageReactions;

/** Closes a connection without ending its session, so that the next start goes on where this one stopped. */
const closedForNow = 4200;

/** A connection that was never closed properly: the network is away, or the other side is. */
const closedByNobody = 1006;

/** Pauses before another try where Discord refuses the bot, in milliseconds: identifying too often is an offence. */
const refusedPause = { first: 15_000, longest: 10 * 60_000 };
/** How long a session may outlast a network that is away, in milliseconds: Discord keeps it for some minutes. */
const sessionOutlastsMs = 3 * 60_000;

export interface GatewayParts {
  api: REST;
  token: string;
  notebook: Notebook;
  log: Log;
  timer: Timer;
  /** `id` is the event's, the same whenever it comes; `settled` is to be called once Discord may forget it. */
  receive: (event: GatewayDispatchPayload, id: string, settled: () => void) => void;
  /** A session has begun after another one: what happened in between was not told, and will not be. */
  missed: () => void;
}

export interface Gateway {
  /** Whether Discord's events arrive now. */
  connected(): Promise<boolean>;
  close(): Promise<void>;
}

/** A connection that stands. */
interface Connection {
  /** Resolves once Discord has closed it for good, with the reason. */
  refused: Promise<AppError>;
}

/**
 * Listens to Discord, with as many shards as it recommends, all in this process: they share one studio, one database
 * and its lock, and a bot that hears of commands and reactions alone has little to do for each. The connection is
 * discord.js's own, taken without its caches of servers and members, and with its sessions kept over restarts. Where
 * Discord refuses the bot, the library gives up; here it is tried again until it works.
 * Throws `bad_config` where Discord refuses the bot at first.
 */
export async function openGateway(parts: GatewayParts): Promise<Gateway> {
  const { api, token, notebook, log, timer, receive, missed } = parts;
  const closing = new AbortController();
  let manager: WebSocketManager;
  let hadSession = notebook.session(0) !== null;

  const connect = async (): Promise<Connection> => {
    const refused = Promise.withResolvers<AppError>();
    /** Since when the network is away, by shard. */
    const awaySince = new Map<number, number>();
    let stopped = false;
    let lastCode: number | undefined;
    manager = new WebSocketManager({
      token,
      intents,
      rest: api,
      retrieveSessionInfo: notebook.session,
      updateSessionInfo: (shard, session) => {
        if (closing.signal.aborted || stopped) return;
        const away = timer.now().getTime() - (awaySince.get(shard) ?? Number.NEGATIVE_INFINITY);
        if (session || away > sessionOutlastsMs) notebook.keepSession(shard, session);
      },
    });
    manager.on(WebSocketShardEvents.Dispatch, ({ data, shardId }) => {
      const id = `${notebook.session(shardId)?.sessionId}:${data.s}`;
      receive(data, id, notebook.receive(shardId, data.s));
    });
    manager.on(WebSocketShardEvents.Hello, ({ shardId }) => void awaySince.delete(shardId));
    manager.on(WebSocketShardEvents.Ready, () => {
      if (hadSession) missed();
      hadSession = true;
    });
    manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => log.debug({ shard: shardId }, 'Discord goes on'));
    manager.on(WebSocketShardEvents.Error, ({ error, shardId }) =>
      log.warn({ err: error, shard: shardId }, 'Discord’s gateway'),
    );
    manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
      lastCode = code;
      const fault = faultOf(code);
      if (fault) refused.resolve(fault);
      if (code === closedByNobody && !awaySince.has(shardId)) awaySince.set(shardId, timer.now().getTime());
    });
    try {
      await manager.connect();
    } catch (error) {
      stopped = true;
      await manager.destroy();
      throw faultOf(lastCode) ?? explain(error);
    }
    return { refused: refused.promise };
  };

  /** Connects again and again, for as long as Discord refuses the bot. */
  const keepUp = async ({ refused }: Connection): Promise<void> => {
    let fault: AppError | undefined = await refused;
    for (let tries = 0; fault && !closing.signal.aborted; tries++) {
      log.error({ tries }, `Easel hears nothing from Discord: ${fault.message}`);
      await manager.destroy();
      await timer.sleep(Math.min(refusedPause.longest, refusedPause.first * 2 ** tries), closing.signal);
      if (closing.signal.aborted) return;
      try {
        void keepUp(await connect());
        fault = undefined;
      } catch (error) {
        fault = AppError.from(error);
      }
    }
  };

  void keepUp(await connect());
  return {
    async connected() {
      const states = [...(await manager.fetchStatus()).values()];
      return states.length > 0 && states.every((state) => state === WebSocketShardStatus.Ready);
    },
    async close() {
      closing.abort();
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
