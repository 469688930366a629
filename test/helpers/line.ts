import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What becomes of one request: it gets through; it is answered with 502 or cut off and nobody dealt with it; or it is
 * dealt with, and then the connection is cut.
 */
export type Fate = 'through' | 'error' | 'cut' | 'done, then cut';

/** A line to an emulated platform, and what goes wrong on it. */
export interface Line {
  /** Decides about each request, by its path. */
  fate: (path: string) => Fate;
  /** How many requests did not simply get through. */
  readonly failed: number;
  /** Carries a request to who deals with it, or not. */
  carry(incoming: IncomingMessage, outgoing: ServerResponse, handle: (outgoing: ServerResponse) => void): void;
}

const badGateway = '<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>';

export function createLine(): Line {
  let failed = 0;
  const line: Line = {
    fate: () => 'through',
    get failed() {
      return failed;
    },
    carry(incoming, outgoing, handle) {
      const fate = line.fate(incoming.url ?? '/');
      if (fate !== 'through') failed++;
      if (fate === 'cut') incoming.socket.destroy();
      else if (fate === 'error') {
        incoming.resume();
        incoming.once('end', () => outgoing.writeHead(502, { 'content-type': 'text/html' }).end(badGateway));
      } else handle(fate === 'through' ? outgoing : cutOff(outgoing));
    },
  };
  return line;
}

/** A response that is never sent: whoever answers closes the connection instead. */
function cutOff(outgoing: ServerResponse): ServerResponse {
  const cut = () => {
    outgoing.socket?.destroy();
    return outgoing;
  };
  return Object.assign(outgoing, { writeHead: () => outgoing, end: cut });
}

/** The fates of the next requests, one after the other; then all get through. */
export function oneAfterTheOther(fates: Fate[], matches: (path: string) => boolean = () => true): Line['fate'] {
  const left = [...fates];
  return (path) => (matches(path) ? (left.shift() ?? 'through') : 'through');
}
