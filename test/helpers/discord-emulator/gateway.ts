import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { World } from './world.ts';

/** What goes wrong on the way to the bot; a test may change it at any time. */
export interface GatewayFaults {
  /** Cuts the connection after so many events. */
  dropAfter?: number;
  /** Sends this event twice, the second time under a number of its own. */
  duplicates: (index: number) => boolean;
  /** Answers heartbeats. */
  heartbeats: boolean;
  /** Lets nobody connect. */
  away?: boolean;
  /** Closes whoever identifies with this code. */
  refuse?: number;
}

export interface Gateway {
  faults: GatewayFaults;
  /** How many events were sent, replayed ones not counted. */
  readonly sent: number;
  /** How often bots identified, resumed, sent a heartbeat, and were not let in. */
  readonly seen: { identified: number; resumed: number; heartbeats: number; turnedAway: number };
  /** Sends an event; keeps it for a bot that is away and has a session. Without a session it is lost, as in life. */
  dispatch(type: string, data: unknown): void;
  /** Delivers the events of this interaction once more, under numbers of their own. */
  redeliver(interactionId: string): void;
  /** The newest event, as bots receive it. */
  last(): { t: string; d: unknown } | undefined;
  /** Forgets all sessions: whoever resumes is told that the session is invalid. */
  forget(): void;
  /** Closes every connection with this code. */
  close(code: number): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Tells every bot to reconnect. */
  reconnect(): void;
  /** Whether a bot listens. */
  readonly connected: boolean;
}

interface Session {
  id: string;
  socket?: WebSocket;
  sequence: number;
  /** All events since it began, for replaying. */
  events: { s: number; t: string; d: unknown }[];
  sentOnConnection: number;
  intents: number;
}

const opcodes = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 };
const reactionIntents = (1 << 10) | (1 << 13);

export interface GatewayOptions {
  heartbeatMs: number;
  /** Where bots resume, known once the server listens. */
  url: () => string;
}

/** The WebSocket side of Discord, version 10 in JSON: https://discord.com/developers/docs/events/gateway */
export function createGateway(server: Server, world: World, { heartbeatMs, url }: GatewayOptions): Gateway {
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const faults: GatewayFaults = { duplicates: () => false, heartbeats: true };
  const seen = { identified: 0, resumed: 0, heartbeats: 0, turnedAway: 0 };
  let sent = 0;

  const send = (session: Session, event: Session['events'][number]) => {
    if (session.socket?.readyState !== 1) return;
    session.socket.send(JSON.stringify({ op: opcodes.dispatch, ...event }));
    session.sentOnConnection++;
    if (faults.dropAfter !== undefined && session.sentOnConnection >= faults.dropAfter) session.socket.terminate();
  };

  const add = (session: Session, t: string, d: unknown) => {
    const event = { s: ++session.sequence, t, d };
    session.events.push(event);
    send(session, event);
  };

  const identify = (socket: WebSocket, { token, intents }: { token: string; intents: number }) => {
    seen.identified++;
    if (faults.refuse !== undefined) return socket.close(faults.refuse, 'Refused');
    if (token !== world.token || world.revoked) return socket.close(4004, 'Authentication failed.');
    const id = world.time.snowflake();
    const session: Session = { id, socket, sequence: 0, events: [], sentOnConnection: 0, intents };
    sessions.set(id, session);
    const guilds = [...world.guilds.values()].filter(({ botPermissions }) => botPermissions !== undefined);
    add(session, 'READY', {
      v: 10,
      user: world.bot,
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: id,
      resume_gateway_url: url(),
      application: { id: world.application.id, flags: 0 },
      shard: [0, 1],
    });
    for (const guild of guilds) add(session, 'GUILD_CREATE', { id: guild.id, name: guild.name, unavailable: false });
    session.sentOnConnection = 0;
    world.changed();
  };

  const resume = (
    socket: WebSocket,
    { session_id: id, seq, token }: { session_id: string; seq: number; token: string },
  ) => {
    seen.resumed++;
    if (token !== world.token || world.revoked) return socket.close(4004, 'Authentication failed.');
    const session = sessions.get(id);
    if (!session) return socket.send(JSON.stringify({ op: opcodes.invalid, d: false }));
    session.socket = socket;
    session.sentOnConnection = 0;
    for (const event of session.events.filter(({ s }) => s > seq)) send(session, event);
    if (socket.readyState !== 1) return;
    socket.send(JSON.stringify({ op: opcodes.dispatch, s: session.sequence, t: 'RESUMED', d: {} }));
    world.changed();
  };

  const receive = (socket: WebSocket, { op, d }: { op: number; d: never }) => {
    if (op === opcodes.identify) identify(socket, d);
    else if (op === opcodes.resume) resume(socket, d);
    else if (op === opcodes.heartbeat) {
      seen.heartbeats++;
      if (faults.heartbeats) socket.send(JSON.stringify({ op: opcodes.ack }));
      world.changed();
    } else socket.close(4001, 'Unknown opcode');
  };

  server.on('upgrade', (_, stream) => {
    if (!faults.away) return;
    seen.turnedAway++;
    stream.destroy();
    world.changed();
  });
  const hub = new WebSocketServer({ server, path: '/gateway' });
  hub.on('connection', (socket) => {
    sockets.add(socket);
    socket.send(JSON.stringify({ op: opcodes.hello, d: { heartbeat_interval: heartbeatMs } }));
    socket.on('message', (data) => receive(socket, JSON.parse(String(data))));
    socket.on('close', (code) => {
      sockets.delete(socket);
      for (const [id, session] of sessions) {
        if (session.socket !== socket) continue;
        session.socket = undefined;
        if (code === 1000 || code === 1001) sessions.delete(id);
      }
      world.changed();
    });
  });

  return {
    faults,
    seen,
    get sent() {
      return sent;
    },
    get connected() {
      return [...sessions.values()].some(({ socket }) => socket?.readyState === 1);
    },
    dispatch(type, data) {
      sent++;
      const session = [...sessions.values()].at(-1);
      if (!session || (type.startsWith('MESSAGE_REACTION') && !(session.intents & reactionIntents))) return;
      add(session, type, data);
      if (faults.duplicates(sent)) add(session, type, data);
    },
    redeliver(interactionId) {
      const session = [...sessions.values()].at(-1);
      const found = session?.events.find(({ d }) => (d as { id?: string }).id === interactionId);
      if (session && found) add(session, found.t, found.d);
    },
    last: () => [...sessions.values()].at(-1)?.events.at(-1),
    forget: () => sessions.clear(),
    close(code) {
      for (const socket of sockets) socket.close(code);
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    reconnect() {
      for (const socket of sockets) socket.send(JSON.stringify({ op: opcodes.reconnect, d: null }));
    },
  };
}
