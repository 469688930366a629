import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '#lib/errors.ts';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** More than people can need: every live stream has one, and every browser some. */
const mostConnections = 12_000;

interface Listening {
  url: string;
  port: number;
  close(): Promise<void>;
}

const reasons: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) => `Port ${port} is already in use. Set PORT to a free one, such as PORT=${port + 1}.`,
  EACCES: (_, port) => `Port ${port} may not be used by this account. Set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}. Set HOST to one of its own, such as 127.0.0.1.`,
  ENOTFOUND: (host) => `The host ${host} is not known. Set HOST to an address of this machine, such as 127.0.0.1.`,
};

/** Serves `fetch` on an address. Throws `bad_config` saying which setting to change where that is impossible. */
export async function listen(fetch: Fetch, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  if ('maxConnections' in server) server.maxConnections = mostConnections;
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    const reason = reasons[error.code ?? '']?.(host, port);
    throw reason ? new AppError('bad_config', reason, error) : error;
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
