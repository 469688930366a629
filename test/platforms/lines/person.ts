import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Somebody at the other end. */
export interface LinesPerson {
  /** Says something, and gives the next line that comes. */
  asks(text: string): Promise<string>;
  /** The next line that comes by itself. */
  reads(): Promise<string>;
  leave(): void;
}

export async function enter(port: number, token: string, name: string): Promise<LinesPerson> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  const reads = async () => String((await lines.next()).value);
  socket.write(`${token} ${name}\n`);
  return {
    reads,
    asks: (text) => {
      socket.write(`${text}\n`);
      return reads();
    },
    leave: () => void socket.destroy(),
  };
}
