import { type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { systemTimer, type Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Line } from '../answering/line.ts';
import { isBadToken, refusedAppToken, slackCode, slackFault } from '../faults.ts';

/** Two, so that one listens while Slack renews the other; Slack hands each event to one of them. */
const count = 2;
/** Shortest and longest pauses between two tries, in milliseconds. */
const pauses = [200, 10_000] as const;
const refusedPauses = [15_000, 10 * 60_000] as const;
/** How long a connection may take to stand, in milliseconds. */
const connectMs = 30_000;

export interface SocketOptions {
  appToken: string;
  apiUrl?: string;
  logger: Logger;
  log: Log;
  line: Line;
  timer: Timer;
}

/** Socket Mode: connections that Easel opens, so that Slack needs no way in. */
export interface Sockets {
  receivers: Receiver[];
  /** Resolves when the first connection stands. Throws `bad_config` where Slack refuses it. */
  open(): Promise<void>;
  /** Whether one of the connections stands. */
  connected(): boolean;
  close(): Promise<void>;
}

/** How a connection was lost. */
type Loss = { error: unknown } | { reason?: string };

/**
 * Connections are kept up here: the library's own way ends the process where Slack refuses to renew one, as after a
 * revoked token. Here it is tried again, less often, until Slack accepts it.
 */
export function createSockets({ appToken, apiUrl, logger, log, line, timer }: SocketOptions): Sockets {
  const closing = new AbortController();
  const sockets = Array.from(
    { length: count },
    () =>
      new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
        installerOptions: {
          clientOptions: { ...(apiUrl && { slackApiUrl: apiUrl }), fetch: line.send, retryConfig: { retries: 0 } },
        },
      }),
  );
  const standing = new Set<SocketModeReceiver>();

  /** Resolves once the connection is lost, or could not be had. */
  const connectOnce = async (socket: SocketModeReceiver, stands: () => void): Promise<Loss> => {
    const { client } = socket;
    const gone = Promise.withResolvers<void>();
    const failed = new AbortController();
    let reason: string | undefined;
    const read = (data: unknown) => {
      reason = /"type":\s*"disconnect".*"reason":\s*"(\w+)"/s.exec(String(data))?.[1] ?? reason;
    };
    client.once('disconnected', gone.resolve);
    client.on('ws_message', read);
    try {
      const late = systemTimer.sleep(connectMs, failed.signal).then(() => {
        if (!failed.signal.aborted) throw new Error('Slack’s socket did not say hello');
      });
      await Promise.race([client.start(), late]).finally(() => failed.abort());
      standing.add(socket);
      stands();
      await gone.promise;
      return { reason };
    } catch (error) {
      void client.disconnect();
      return reason ? { reason } : { error };
    } finally {
      standing.delete(socket);
      client.off('disconnected', gone.resolve);
      client.off('ws_message', read);
    }
  };

  const keepUp = async (socket: SocketModeReceiver, stands: () => void, refused: (error: AppError) => void) => {
    let failures = 0;
    const works = () => {
      failures = 0;
      stands();
    };
    while (!closing.signal.aborted) {
      const loss = await connectOnce(socket, works);
      if (closing.signal.aborted) return;
      const fault = faultOf(loss);
      if (fault) {
        log.error({ failures }, `Easel hears nothing from Slack: ${fault.message}`);
        refused(fault);
      } else if ('error' in loss) log.warn({ failures, code: slackCode(loss.error) }, slackFault(loss.error).message);
      const [shortest, longest] = fault ? refusedPauses : pauses;
      if (fault || 'error' in loss) failures += 1;
      await timer.sleep(Math.min(longest, shortest * 2 ** failures), closing.signal);
    }
  };

  return {
    receivers: sockets,
    async open() {
      const first = Promise.withResolvers<void>();
      for (const socket of sockets) void keepUp(socket, first.resolve, first.reject);
      await first.promise.catch((error: unknown) => {
        closing.abort();
        throw error;
      });
    },
    connected: () => standing.size > 0,
    async close() {
      closing.abort();
      await Promise.all(sockets.map((socket) => socket.stop()));
    },
  };
}

/** What does not pass by itself, in words. */
function faultOf(loss: Loss): AppError | undefined {
  if ('error' in loss) return isBadToken(loss.error) ? refusedAppToken(loss.error) : undefined;
  if (loss.reason !== 'link_disabled') return undefined;
  const advice = 'Switch it on: https://api.slack.com/apps, your app, Settings, Socket Mode.';
  return new AppError('bad_config', `Socket Mode is switched off for Easel’s app (\`link_disabled\`). ${advice}`);
}
