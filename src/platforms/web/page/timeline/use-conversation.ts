import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { getMessages, newClientId, type Outgoing, RequestError, sendMessage, wordsOf } from '../api.ts';
import type { MessageView } from '../views.ts';
import { type Connection, followMessages } from './live.ts';
import { type TimelineState, takeIn, takeInOlder } from './timeline-state.ts';

/** A message on its way, or one that did not get through. */
export interface OutboxEntry extends Outgoing {
  failure?: { words: string; offline: boolean };
}

export interface Conversation {
  /** Not there yet while the first messages load. */
  timeline?: TimelineState;
  outbox: readonly OutboxEntry[];
  connection: Connection;
  send: (text: string, files: File[]) => void;
  resend: (entry: OutboxEntry) => void;
  discard: (entry: OutboxEntry) => void;
  take: (message: MessageView) => void;
  loadOlder: () => Promise<void>;
}

/** The channel's messages, kept up to date, and the way to say something. */
export function useConversation(onTrouble: (words: string) => void): Conversation {
  const [timeline, setTimeline] = useState<TimelineState>();
  const [outbox, setOutbox] = useState<readonly OutboxEntry[]>([]);
  const [connection, setConnection] = useState<Connection>('connecting');
  const latest = useRef({ timeline, outbox });
  latest.current = { timeline, outbox };

  const take = useCallback((message: MessageView) => {
    setTimeline((state) => state && takeIn(state, [message]));
    if (message.clientId) setOutbox((entries) => entries.filter(({ clientId }) => clientId !== message.clientId));
  }, []);

  const deliver = useCallback(async (entry: OutboxEntry) => {
    const update = (failure?: OutboxEntry['failure']) =>
      setOutbox((entries) => entries.map((each) => (each.clientId === entry.clientId ? { ...each, failure } : each)));
    update();
    try {
      await sendMessage(entry);
    } catch (error) {
      update({ words: wordsOf(error), offline: error instanceof RequestError && error.offline });
    }
  }, []);

  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    const follow = () => {
      stop = followMessages({
        since: () => latest.current.timeline?.revision ?? 0,
        onMessage: take,
        onState: setConnection,
      });
    };
    const begin = async () => {
      try {
        const { messages, revision, before } = await getMessages();
        if (gone) return;
        latest.current.timeline = { messages, revision, before };
        setTimeline(latest.current.timeline);
        follow();
      } catch (error) {
        if (gone) return;
        onTrouble(wordsOf(error));
        setConnection('lost');
        setTimeout(begin, 3000);
      }
    };
    void begin();
    return () => {
      gone = true;
      stop?.();
    };
  }, [take, onTrouble]);

  useEffect(() => {
    if (connection !== 'open') return;
    for (const entry of latest.current.outbox) if (entry.failure?.offline) void deliver(entry);
  }, [connection, deliver]);

  return {
    timeline,
    outbox,
    connection,
    take,
    send: (text, files) => {
      const entry: OutboxEntry = { clientId: newClientId(), text, files };
      setOutbox((entries) => [...entries, entry]);
      void deliver(entry);
    },
    resend: (entry) => void deliver(entry),
    discard: (entry) => setOutbox((entries) => entries.filter(({ clientId }) => clientId !== entry.clientId)),
    loadOlder: async () => {
      const before = latest.current.timeline?.before;
      if (before === undefined) return;
      try {
        const older = await getMessages(before);
        setTimeline((state) => state && takeInOlder(state, older.messages, older.before));
      } catch (error) {
        onTrouble(wordsOf(error));
      }
    },
  };
}
