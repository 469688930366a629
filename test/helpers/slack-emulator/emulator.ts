import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLine, type Line } from '../line.ts';
import { type Delivery, deliverByHttp } from './deliveries.ts';
import { createPerson, type SlackPerson } from './person.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createState, type SlackChannel, type SlackFile, type SlackMessage, type SlackTeam } from './state.ts';
import { createWebApi, type SlackCall, type WebApi } from './web-api.ts';

/** Everything that Easel asks of Slack, but for one: see `manifest.ts`. */
export const allScopes = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'commands',
  'emoji:read',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'reactions:read',
  'usergroups:read',
  'users:read',
];

/**
 * Slack in one process: its Web API by HTTP, Socket Mode by WebSocket, signed deliveries by HTTP, and people who use
 * it. Blocks are held to Slack's documented limits.
 *
 * @example
 * const slack = await startSlackEmulator();
 * const ana = slack.person('ana');
 * await ana.types('/generate fox');
 * await slack.sees((message) => message.text.includes('fox'));
 */
export interface SlackEmulator {
  /** To set as `SLACK_API_URL`. */
  apiUrl: string;
  appToken: string;
  team: SlackTeam;
  /** Where people are unless they say otherwise; the bot is in it. */
  general: SlackChannel;
  messages: SlackMessage[];
  calls: SlackCall[];
  /** What broke Slack's rules: blocks and views that it would not show. */
  faults: string[];
  socket: SocketMode;
  /** The way of the bot's requests. */
  line: Line;
  /** What calls are refused with. */
  api: Pick<WebApi, 'refuse'>;
  /** How long each acknowledgement took, in milliseconds. */
  acknowledgements: number[];
  limit(method: string, times: number, seconds: number): void;
  /** Another workspace; one that has not installed the app has no token that works. */
  addTeam(): SlackTeam;
  /** Another channel, which the bot is in or not. */
  channel(options: { joined: boolean; team?: SlackTeam }): SlackChannel;
  /** A file by its id, while it is there. */
  file(id: string): SlackFile | undefined;
  /** Takes the app away from its workspace; the token goes on working, so that what comes after can be seen. */
  uninstall(): Promise<number>;
  addFile(name: string, bytes: Uint8Array, mimetype?: string): SlackFile;
  /** An emoji of the workspace's own: a picture, or another name of another one. */
  addEmoji(name: string, picture: Uint8Array | string): void;
  /** From now on it takes so many questions until Slack has looked into a new file. */
  slowFiles(questions: number): void;
  /** As if people had deleted every file. */
  deleteFiles(): void;
  person(name: string, options?: PersonOptions): SlackPerson;
  group(...people: SlackPerson[]): string;
  home(person: SlackPerson): unknown[] | undefined;
  /** Hands everything over by HTTP from now on, to this address and signed with this secret. */
  useHttp(url: string, secret: string): void;
  /** Hands a delivery over again, as Slack does when it was not sure. */
  repeat(delivery: Delivery): void;
  deliveries: Delivery[];
  /** Lets time pass for triggers and response URLs. */
  advance(milliseconds: number): void;
  /** Waits until `check` holds. */
  until(check: () => boolean): Promise<void>;
  /** Waits for a message that looks like this now, deleted ones left out. */
  sees(matches: (message: SlackMessage) => boolean): Promise<SlackMessage>;
  close(): Promise<void>;
}

export interface PersonOptions {
  admin?: boolean;
  bot?: boolean;
  team?: SlackTeam;
  /** A profile picture of their own. */
  avatar?: Uint8Array;
}

export async function startSlackEmulator(): Promise<SlackEmulator> {
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  const state = createState(changed);
  const codes = new Map<string, SlackTeam>();
  const appToken = 'xapp-1-A000000001-1-secret';
  const acknowledgements: number[] = [];
  const deliveries: Delivery[] = [];
  let http: { url: string; secret: string } | undefined;

  const api = createWebApi({
    state,
    appToken,
    openSocket: () => `${state.origin.replace('http', 'ws')}${socket.open()}`,
    exchange: (code) => codes.get(code),
  });
  const line = createLine();
  const server = createServer((request, response) =>
    line.carry(request, response, (carried) => void api.handle(request, carried)),
  );
  const socket = createSocketMode(server, changed);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const addTeam = (): SlackTeam => {
    const team: SlackTeam = {
      id: state.id('T'),
      botUser: state.id('U'),
      botId: state.id('B'),
      botToken: `xoxb-${state.id('1')}-secret`,
      scopes: new Set(allScopes),
      revoked: false,
    };
    state.teams.set(team.id, team);
    codes.set(`code-of-${team.id}`, team);
    return team;
  };
  const channel: SlackEmulator['channel'] = ({ joined, team: owner = team }) => {
    const added = { id: state.id('C'), team: owner.id, joined, direct: false };
    state.channels.set(added.id, added);
    return added;
  };
  const hand = (delivery: Delivery) => {
    if (http) void deliverByHttp(delivery, http.url, http.secret, state.now);
    else socket.send(delivery);
  };
  const deliver = (type: Delivery['type'], payload: Delivery['payload']): Promise<number> => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const began = performance.now();
    const acknowledge = () => {
      const took = performance.now() - began;
      acknowledgements.push(took);
      resolve(took);
      changed();
    };
    const delivery = { id: state.id('E'), type, payload, attempt: 0, acknowledge };
    deliveries.push(delivery);
    hand(delivery);
    return promise;
  };
  const until: SlackEmulator['until'] = (check) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const watcher = () => {
      if (!check()) return;
      watchers.delete(watcher);
      resolve();
    };
    watchers.add(watcher);
    watcher();
    return promise;
  };

  const team = addTeam();
  const general = channel({ joined: true });
  return {
    apiUrl: `${state.origin}/api/`,
    appToken,
    team,
    general,
    messages: state.messages,
    calls: api.calls,
    faults: api.faults,
    socket,
    line,
    api,
    acknowledgements,
    deliveries,
    limit: api.limit,
    addTeam,
    channel,
    file: (id) => state.files.get(id),
    uninstall: () =>
      deliver('events_api', {
        type: 'event_callback',
        team_id: team.id,
        api_app_id: 'A000000001',
        event_id: state.id('Ev'),
        event_time: 1_700_000_000,
        authorizations: [{ team_id: team.id, user_id: team.botUser, is_bot: true, is_enterprise_install: false }],
        event: { type: 'app_uninstalled' },
      }),
    addFile(name, bytes, mimetype = 'image/png') {
      const file = { id: state.id('F'), team: team.id, name, mimetype, bytes, processing: 0, completed: true };
      state.files.set(file.id, file);
      return file;
    },
    addEmoji(name, picture) {
      if (typeof picture === 'string') state.emoji[name] = `alias:${picture}`;
      else {
        state.open.set(name, picture);
        state.emoji[name] = `${state.origin}/open/${name}`;
      }
    },
    slowFiles: (questions) => {
      state.looksFor = questions;
    },
    deleteFiles: () => state.files.clear(),
    person(name, { admin = false, bot = false, team: home = team, avatar: picture } = {}) {
      const id = state.id('U');
      const avatar = picture && `${state.origin}/open/${id}`;
      if (picture) state.open.set(id, picture);
      state.users.set(id, { id, team: home.id, name, admin, bot, avatar });
      return createPerson({ state, team: home, id, name, here: general.id, deliver });
    },
    group(...people) {
      const id = state.id('S');
      state.groups.push({ id, users: people.map((person) => person.id) });
      return id;
    },
    home: (person) => state.homes.get(person.id),
    useHttp: (url, secret) => {
      http = { url, secret };
    },
    repeat: hand,
    advance: state.advance,
    until,
    async sees(matches) {
      const find = () => state.messages.find((message) => !message.deleted && matches(message));
      await until(() => find() !== undefined);
      return find()!;
    },
    async close() {
      socket.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
