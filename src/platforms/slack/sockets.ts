import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '#lib/log.ts';
import { isBadToken, slackFault } from './faults.ts';

/** Two, so that one listens while Slack renews the other; Slack hands each event to one of them. */
const count = 2;
const longestPauseMs = 30_000;
const shortestPauseMs = 200;

export interface SocketOptions {
  appToken: string;
  apiUrl?: string;
  logger: Logger;
  log: Log;
}

/** Socket Mode: connections that Easel opens, so that Slack needs no way in. */
export interface Sockets {
  receivers: Receiver[];
  /** Resolves when the first connection stands. Throws `bad_config` where Slack does not accept the token. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connections are kept up here: the library's own way ends the process where Slack refuses to renew one, as after a
 * revoked token.
 */
export function createSockets({ appToken, apiUrl, logger, log }: SocketOptions): Sockets {
  const closing = new AbortController();
  const sockets = Array.from(
    { length: count },
    () =>
      new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
        installerOptions: {
          clientOptions: { ...(apiUrl && { slackApiUrl: apiUrl }), retryConfig: { retries: 0 }, timeout: 30_000 },
        },
      }),
  );

  const keepUp = async ({ client }: SocketModeReceiver, stands: () => void, refused: (error: unknown) => void) => {
    let failures = 0;
    while (!closing.signal.aborted) {
      const gone = Promise.withResolvers<void>();
      client.once('disconnected', gone.resolve);
      try {
        await client.start();
        stands();
        failures = 0;
        await gone.promise;
      } catch (error) {
        client.off('disconnected', gone.resolve);
        if (closing.signal.aborted) return;
        if (isBadToken(error)) {
          log.error(slackFault(error).message);
          return refused(error);
        }
        failures += 1;
        log.warn({ failures }, 'Slack cannot be reached');
      }
      const pause = Math.min(longestPauseMs, shortestPauseMs * 2 ** failures);
      await sleep(pause, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
  };

  return {
    receivers: sockets,
    async open() {
      const first = Promise.withResolvers<void>();
      for (const socket of sockets) void keepUp(socket, first.resolve, first.reject);
      await first.promise.catch((error: unknown) => {
        throw slackFault(error);
      });
    },
    async close() {
      closing.abort();
      await Promise.all(sockets.map((socket) => socket.stop()));
    },
  };
}
