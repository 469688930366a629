import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPReceiver, type InstallationStore, type Logger } from '@slack/bolt';
import { AppError } from '#lib/errors.ts';
import { eventsPath, installPath, redirectPath, scopes } from '../manifest.ts';

export interface HttpOptions {
  signingSecret: string;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Lets any workspace add Easel by itself. */
  install?: { clientId: string; clientSecret: string; stateSecret: string; store: InstallationStore };
  apiUrl?: string;
  logger: Logger;
}

/**
 * What Slack reaches by HTTPS, through a proxy: events and the pages on which a workspace adds Easel. It has a port of
 * its own, so that the playground and the admin's link need not be let out with it.
 */
export interface SlackHttp {
  receiver: HTTPReceiver;
  /** Returns the port. Throws `bad_config` where it cannot be had. */
  open(): Promise<number>;
  close(): Promise<void>;
}

export function createHttp({ signingSecret, host, port, install, apiUrl, logger }: HttpOptions): SlackHttp {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [eventsPath],
    logger,
    ...(install && {
      clientId: install.clientId,
      clientSecret: install.clientSecret,
      stateSecret: install.stateSecret,
      installationStore: install.store,
      scopes: Object.keys(scopes),
    }),
    installerOptions: {
      installPath,
      redirectUriPath: redirectPath,
      clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {},
    },
  });
  let server: Server | undefined;
  return {
    receiver,
    async open() {
      try {
        server = (await receiver.start({ port, host })) as Server;
      } catch (error) {
        const advice = 'Set SLACK_PORT to a free port, and HOST to an address of this machine.';
        throw new AppError('bad_config', `Slack's events cannot be heard on ${host}, port ${port}. ${advice}`, error);
      }
      return (server.address() as AddressInfo).port;
    },
    async close() {
      const closed = server && receiver.stop();
      server?.closeAllConnections();
      await closed;
    },
  };
}
