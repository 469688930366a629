import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { download } from '#platforms/shared/download.ts';
import { createHastyTimer } from '../../helpers/timer.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A host of files that answers like this. */
async function host(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/cat.png`);
}

const tooLarge = new Error('too large');
const refused = new Error('refused');
const fetchFrom = (url: URL, largest = 10) =>
  download(url, {
    headers: { authorization: 'Bearer mine' },
    largest,
    check: ({ ok }) => {
      if (!ok) throw refused;
    },
    tooLarge: () => tooLarge,
    timer: createHastyTimer(),
  });

describe('a file that is fetched', () => {
  test('may have as many bytes as are allowed, and not one more, whatever it says of itself', async () => {
    const url = (length: number) =>
      host((_, response) => response.end(Buffer.from(Array.from({ length }, (_, i) => i))));
    expect([...(await fetchFrom(await url(10)))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await expect(fetchFrom(await url(11))).rejects.toBe(tooLarge);
    expect(await fetchFrom(await url(0))).toHaveLength(0);
  });

  test('that never ends is given up as soon as it is too large, and its line is cut', async () => {
    const cut = Promise.withResolvers<void>();
    let sent = 0;
    const url = await host((_, response) => {
      const block = Buffer.alloc(1000);
      const more = () => {
        while (!response.destroyed && response.write(block)) sent += block.length;
      };
      response.on('drain', more).on('close', cut.resolve);
      more();
    });
    await expect(fetchFrom(url, 10_000)).rejects.toBe(tooLarge);
    await cut.promise;
    expect(sent).toBeLessThan(50 * 2 ** 20);
  });

  test('is fetched again where the host fails or the line breaks, not where it is refused', async () => {
    const asked: (string | undefined)[] = [];
    const url = await host((request, response) => {
      asked.push(request.headers.authorization);
      if (asked.length === 1) response.writeHead(503).end();
      else if (asked.length === 2) request.socket.destroy();
      else response.end('ok');
    });
    expect(Buffer.from(await fetchFrom(url)).toString()).toBe('ok');
    expect(asked).toEqual(Array(3).fill('Bearer mine'));
    let times = 0;
    const gone = await host((_, response) => {
      times++;
      response.writeHead(404).end();
    });
    await expect(fetchFrom(gone)).rejects.toBe(refused);
    expect(times).toBe(1);
  });

  test('is not fetched from where a redirect leads', async () => {
    let followed = false;
    const inside = await host((_, response) => {
      followed = true;
      response.end('secret');
    });
    const url = await host((_, response) => response.writeHead(302, { location: inside.href }).end());
    await expect(fetchFrom(url)).rejects.toThrow();
    expect(followed).toBe(false);
  });

  test('that fails for good is given up after a quarter of a minute', async () => {
    let times = 0;
    const url = await host((_, response) => {
      times++;
      response.writeHead(500).end();
    });
    await expect(fetchFrom(url)).rejects.toThrow('the host answered 500');
    expect(times).toBeGreaterThan(4);
    expect(times).toBeLessThan(20);
  });
});
