import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivery } from './deliveries.ts';

/** How the emulator's sockets misbehave. */
export interface SocketTroubles {
  /** Cuts a socket, without a word, after every so many events. */
  dropEvery?: number;
  /** Sends one in so many events twice, as Slack does when an acknowledgement is late. */
  doubleEvery?: number;
  /** Lets nobody connect. */
  away?: boolean;
  /** Says in place of hello that sockets are switched off for this app. */
  disabled?: boolean;
}

export interface SocketMode {
  troubles: SocketTroubles;
  /** A ticket for one connection. */
  open(): string;
  /** Sends an envelope to one of the sockets, as soon as there is one; resolves when it is acknowledged. */
  send(delivery: Delivery): void;
  /** As Slack does every few hours: asks the client to connect anew. */
  refresh(): void;
  /** Cuts all sockets. */
  drop(): void;
  readonly connected: number;
  close(): void;
}

/** Slack's side of Socket Mode: hello, envelopes until they are acknowledged, disconnect. */
export function createSocketMode(server: Server, changed: () => void): SocketMode {
  const sockets = new Set<WebSocket>();
  const waiting: Delivery[] = [];
  const unacknowledged = new Map<string, { delivery: Delivery; socket: WebSocket }>();
  const tickets = new Set<string>();
  const troubles: SocketTroubles = {};
  const wss = new WebSocketServer({ noServer: true });
  let sent = 0;
  let turn = 0;

  const sendTo = (socket: WebSocket, delivery: Delivery) => {
    unacknowledged.set(delivery.id, { delivery, socket });
    const envelope = JSON.stringify({
      envelope_id: delivery.id,
      type: delivery.type,
      payload: delivery.payload,
      accepts_response_payload: delivery.type !== 'events_api',
      ...(delivery.attempt > 0 && { retry_attempt: delivery.attempt, retry_reason: 'timeout' }),
    });
    socket.send(envelope);
    if (delivery.attempt > 0) return;
    sent += 1;
    if (troubles.doubleEvery && sent % troubles.doubleEvery === 0) socket.send(envelope);
    if (troubles.dropEvery && sent % troubles.dropEvery === 0) socket.terminate();
  };

  const flush = () => {
    while (waiting.length) {
      const open = [...sockets].filter(({ readyState }) => readyState === 1);
      const socket = open[turn++ % Math.max(1, open.length)];
      if (!socket) return;
      sendTo(socket, waiting.shift()!);
    }
  };

  const forget = (socket: WebSocket) => {
    sockets.delete(socket);
    for (const [id, entry] of unacknowledged) {
      if (entry.socket !== socket) continue;
      unacknowledged.delete(id);
      waiting.push({ ...entry.delivery, attempt: entry.delivery.attempt + 1 });
    }
    flush();
    changed();
  };

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket) || troubles.away) return stream.destroy();
    wss.handleUpgrade(request, stream, head, (socket) => {
      if (troubles.disabled) return socket.send(JSON.stringify({ type: 'disconnect', reason: 'link_disabled' }));
      sockets.add(socket);
      socket.on('close', () => forget(socket));
      socket.on('error', () => socket.terminate());
      socket.on('message', (data) => {
        const { envelope_id: id } = JSON.parse(String(data)) as { envelope_id: string };
        unacknowledged.get(id)?.delivery.acknowledge();
        unacknowledged.delete(id);
      });
      socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: 'A1' } }));
      flush();
      changed();
    });
  });

  return {
    troubles,
    open() {
      const ticket = String(tickets.size + Math.random());
      tickets.add(ticket);
      return `/link?ticket=${ticket}`;
    },
    send(delivery) {
      waiting.push(delivery);
      flush();
    },
    refresh() {
      for (const socket of sockets) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    drop() {
      for (const socket of sockets) socket.terminate();
    },
    get connected() {
      return sockets.size;
    },
    close() {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
}
