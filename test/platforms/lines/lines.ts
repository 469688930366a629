import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import type { PlatformParts, RunningPlatform } from '#platforms/platform.ts';

export interface LinesConfig {
  port?: number;
  /** What a person says first, with their name behind it. */
  token?: string;
}

export interface Lines extends RunningPlatform {
  port: number;
}

/** A chat by TCP: after `TOKEN NAME`, each line is something said, and is answered with a line. */
export async function startLines({ port, token }: LinesConfig, { chat, log, host }: PlatformParts): Promise<Lines> {
  if (token === undefined || token.length < 8) throw new AppError('bad_config', 'Set LINES_TOKEN, 8 letters or more.');
  const people = new Set<Socket>();
  const server = createServer(async (socket) => {
    people.add(socket);
    socket.once('close', () => people.delete(socket));
    let name: string | undefined;
    for await (const line of createInterface(socket)) {
      if (name !== undefined) socket.write(`${flat(await answer(line, name))}\n`);
      else if (line.startsWith(`${token} `)) name = line.slice(token.length + 1);
      else return void socket.destroy();
    }
  });

  async function answer(text: string, name: string): Promise<Reply> {
    const user = { externalId: name, name };
    const origin = { platform: 'lines', workspace: 'all', channel: 'all', user, operator: false };
    let last: Reply = { text: '' };
    for await (const reply of chat.say({ origin, text, attachments: [] })) last = reply;
    return last;
  }

  await once(server.listen(port, host), 'listening');
  const heard = (server.address() as AddressInfo).port;
  log.info({ heard, token }, 'lines are heard');
  return {
    port: heard,
    connected: async () => server.listening,
    post: async (_workspace, _channel, reply) => {
      for (const socket of people) socket.write(`${flat(reply)}\n`);
    },
    close: async () => {
      for (const socket of people) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const flat = ({ text }: Reply): string => text.replaceAll('\n', ' ');
