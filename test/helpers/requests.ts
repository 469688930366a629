import { subscribe } from 'node:diagnostics_channel';

interface Sent {
  request: { upgrade?: string | null };
}

const underWay = new Set<unknown>();
subscribe('undici:request:create', (sent) => {
  const { request } = sent as Sent;
  if (!request.upgrade) underWay.add(request);
});
for (const end of ['trailers', 'error'])
  subscribe(`undici:request:${end}`, (sent) => void underWay.delete((sent as Sent).request));

/** Whether a request of this process, by any `fetch`, is on its way out or back; what became a web socket is not. */
export function areRequestsUnderWay(): boolean {
  return underWay.size > 0;
}
