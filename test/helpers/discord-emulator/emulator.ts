import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLine, type Line } from '../line.ts';
import type { Failure } from './failure.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { type ApiRequest, createApi, type Recorded } from './http.ts';
import { interactionRoutes } from './interactions.ts';
import { Limiter, type RateLimits } from './limits.ts';
import { createPerson, type EmulatedPerson, type File, type PersonOptions } from './person.ts';
import { botRoutes, permissions } from './routes.ts';
import { createSpecCheck } from './spec.ts';
import { createTime } from './time.ts';
import { createWorld, type EmulatedChannel, type EmulatedGuild, type EmulatedMessage, type World } from './world.ts';

export interface GuildOptions {
  /** What the bot may do there; `null` where it is not a member. */
  botPermissions?: bigint | null;
  emojiSlots?: number;
  stickerSlots?: number;
}

export interface EmulatorOptions {
  limits?: Partial<RateLimits>;
  heartbeatMs?: number;
  shards?: number;
  /** The time goes on by itself. */
  timeRuns?: boolean;
}

/**
 * A Discord of its own on a free port of this machine: REST, gateway and CDN, and people to use them. It holds every
 * request against Discord's published specification.
 */
export interface DiscordEmulator {
  world: World;
  gateway: Gateway;
  limiter: Limiter;
  /** The way of the bot's requests, and of its connections to the gateway. */
  line: Line;
  /** What `DISCORD_API_URL` is to be. */
  api: string;
  /** Where its files lie. */
  cdn: string;
  requests: Recorded[];
  /** What a request is refused with, where a test says so. */
  refuse: (request: ApiRequest) => Failure | undefined;
  /** What was wrong with the bot's requests by Discord's specification; empty where all is well. */
  faults: string[];
  guild(name: string, options?: GuildOptions): EmulatedChannel & { guild: EmulatedGuild };
  /** A thread in the server of a channel. */
  thread(parent: EmulatedChannel): EmulatedChannel;
  directMessage(kind: 'bot-dm' | 'group-dm'): EmulatedChannel;
  person(name: string, options?: PersonOptions): EmulatedPerson;
  /** A message of a person with pictures, which the bot did not write. */
  posts(
    person: EmulatedPerson,
    channel: EmulatedChannel,
    files: File[],
    more?: Partial<EmulatedMessage>,
  ): EmulatedMessage;
  /** Answers a path of the CDN otherwise, to play a hostile host. */
  serve(path: string, answer: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

const usualPermissions =
  permissions.viewChannel |
  permissions.sendMessages |
  permissions.attachFiles |
  permissions.readHistory |
  permissions.createExpressions;
const defaultLimits: RateLimits = { perRoute: 200, windowMs: 1000, global: 2000 };

export async function startDiscordEmulator(options: EmulatorOptions = {}): Promise<DiscordEmulator> {
  const world = createWorld(createTime(options.timeRuns));
  const stored = new Map<string, Uint8Array>();
  const served = new Map<string, (response: ServerResponse) => void>();
  const requests: Recorded[] = [];
  const faults: string[] = [];
  const line = createLine();
  const limiter = new Limiter({ ...defaultLimits, ...options.limits });
  let address = '';
  const cdn = () => `http://${address}/cdn/attachments`;
  const gatewayUrl = () => `ws://${address}/gateway`;

  const handle = createApi({
    world,
    limiter,
    requests,
    faults,
    check: createSpecCheck(),
    refusal: (request) => emulator.refuse(request),
    routes: {
      ...interactionRoutes(world, cdn),
      ...botRoutes({ world, cdn, gateway: gatewayUrl, shards: options.shards ?? 1 }),
    },
  });
  const serveFile = (url: URL, response: ServerResponse) => {
    const own = served.get(url.pathname);
    const id = url.pathname.split('/')[4] ?? '';
    const bytes = stored.get(id) ?? attachmentBytes(world, id);
    if (own) own(response);
    else if (bytes) response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
    else response.writeHead(404).end();
  };
  const server = createServer((incoming: IncomingMessage, outgoing) => {
    const url = new URL(incoming.url ?? '/', `http://${address}`);
    if (url.pathname.startsWith('/api/')) {
      line.carry(incoming, outgoing, (response) => void handle(incoming, response, url));
    } else serveFile(url, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway(server, world, { heartbeatMs: options.heartbeatMs ?? 41_250, url: gatewayUrl });

  const addChannel = (kind: EmulatedChannel['kind'], guild?: EmulatedGuild) => {
    const channel = { id: world.time.snowflake(), kind, guild };
    world.channels.set(channel.id, channel);
    return channel;
  };
  const upload = (file: File, channel: EmulatedChannel) => {
    const id = world.time.snowflake();
    stored.set(id, file.bytes);
    return { id, url: file.url ?? `${cdn()}/${channel.id}/${id}/${encodeURIComponent(file.name)}` };
  };

  const emulator: DiscordEmulator = {
    world,
    gateway,
    limiter,
    line,
    requests,
    faults,
    refuse: () => undefined,
    api: `http://${address}/api`,
    cdn: `http://${address}/cdn`,
    guild(name, { botPermissions = usualPermissions, emojiSlots = 50, stickerSlots = 5 } = {}) {
      const guild: EmulatedGuild = {
        id: world.time.snowflake(),
        name,
        botPermissions: botPermissions ?? undefined,
        strangers: new Set(),
        emojis: [],
        stickers: [],
        emojiSlots,
        stickerSlots,
      };
      world.guilds.set(guild.id, guild);
      return { ...addChannel('guild', guild), guild };
    },
    thread: ({ guild }) => addChannel('thread', guild),
    directMessage: (kind) => addChannel(kind),
    person: (name, personOptions) => createPerson({ world, gateway, name, upload, ...personOptions }),
    posts(person, channel, files, more) {
      const id = world.time.snowflake();
      const attachments = files.map((file) => {
        const size = file.bytes.length;
        return { ...upload(file, channel), filename: file.name, size, content_type: 'image/png', bytes: file.bytes };
      });
      const message: EmulatedMessage = {
        id,
        channel_id: channel.id,
        author: person.user,
        content: '',
        embeds: [],
        attachments,
        components: [],
        flags: 0,
        loading: false,
        deleted: false,
        history: [],
        ...more,
      };
      world.messages.set(id, message);
      return message;
    },
    serve: (path, answer) => void served.set(path, answer),
    async close() {
      gateway.close(1001);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return emulator;
}

function attachmentBytes(world: World, id: string): Uint8Array | undefined {
  for (const { attachments } of world.messages.values()) {
    const found = attachments.find((attachment) => attachment.id === id);
    if (found) return found.bytes;
  }
  return undefined;
}
