import type { MessageView } from '../views.ts';

export type Connection = 'connecting' | 'open' | 'lost';

interface Listener {
  /** The revision up to which everything is known. */
  since: () => number;
  onMessage: (message: MessageView) => void;
  onState: (state: Connection) => void;
}

/** The server beats every 15 seconds; silence for longer than this means that the line is dead. */
const silence = 40_000;
/** A page that nobody has looked at for so long gives its connection back: browsers allow only six to one server. */
const unseen = 5 * 60_000;
const longestPause = 10_000;

/** Follows the server's messages until stopped, through every loss of the line: none is missed, none comes twice. */
export function followMessages({ since, onMessage, onState }: Listener): () => void {
  let source: EventSource | undefined;
  let pause = 500;
  let silent: number | undefined;
  let next: number | undefined;
  let leaving: number | undefined;

  const hush = () => {
    source?.close();
    source = undefined;
    clearTimeout(silent);
    clearTimeout(next);
  };
  const lose = () => {
    hush();
    onState('lost');
    next = setTimeout(connect, pause);
    pause = Math.min(pause * 2, longestPause);
  };
  const hear = () => {
    clearTimeout(silent);
    silent = setTimeout(lose, silence);
  };
  const connect = () => {
    hush();
    source = new EventSource(`/events?since=${since()}`);
    source.addEventListener('beat', () => {
      hear();
      pause = 500;
      onState('open');
    });
    source.addEventListener('message', (event) => {
      hear();
      onMessage(JSON.parse(event.data));
    });
    source.addEventListener('error', lose);
    hear();
  };
  const onVisibility = () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(hush, unseen);
    else if (!source) connect();
  };
  const onOnline = () => {
    pause = 500;
    onState('connecting');
    connect();
  };

  const unwatch = watchBrowser({ visibilitychange: onVisibility, online: onOnline, offline: lose });
  onState('connecting');
  connect();
  return () => {
    hush();
    clearTimeout(leaving);
    unwatch();
  };
}

/** Listens to what the browser tells of its line and of who looks at the page, until the returned function is called. */
function watchBrowser(listeners: Record<'visibilitychange' | 'online' | 'offline', () => void>): () => void {
  const entries = Object.entries(listeners);
  const targetOf = (event: string) => (event === 'visibilitychange' ? document : globalThis);
  for (const [event, listener] of entries) targetOf(event).addEventListener(event, listener);
  return () => {
    for (const [event, listener] of entries) targetOf(event).removeEventListener(event, listener);
  };
}
