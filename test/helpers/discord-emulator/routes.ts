import { Failure, invalidForm, missingAccess, missingPermissions, unknownChannel, unknownMessage } from './failure.ts';
import type { ApiRequest, ApiRoutes } from './http.ts';
import { addMessage, fillMessage, viewMessage } from './messages.ts';
import type { EmulatedGuild, EmulatedMessage, World } from './world.ts';

/** Discord's permission bits: https://discord.com/developers/docs/topics/permissions */
export const permissions = {
  addReactions: 1n << 6n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  createExpressions: 1n << 43n,
};

const emojiBytes = 256 * 1024;
const stickerBytes = 512 * 1024;
const applicationEmojiSlots = 2000;

export interface RouteParts {
  world: World;
  cdn: () => string;
  gateway: () => string;
  shards: number;
}

/** What the bot's own token opens: itself, its commands, messages in channels, emoji and stickers. */
export function botRoutes({ world, cdn, gateway, shards }: RouteParts): ApiRoutes {
  const channelFor = (id: string | undefined, needed: bigint) => {
    const channel = world.channels.get(id ?? '');
    if (!channel) throw unknownChannel();
    const may = channel.guild ? channel.guild.botPermissions : channel.kind === 'bot-dm' ? needed : undefined;
    if (may === undefined || !(may & permissions.viewChannel || !channel.guild)) throw missingAccess();
    if ((may & needed) !== needed) throw missingPermissions();
    return channel;
  };
  const messageIn = (channelId: string | undefined, id: string | undefined): EmulatedMessage => {
    const message = world.messages.get(id ?? '');
    if (!message || message.channel_id !== channelId || message.deleted || message.onlyFor) throw unknownMessage();
    return message;
  };
  const guildToFurnish = (id: string | undefined): EmulatedGuild => {
    const guild = world.guilds.get(id ?? '');
    if (!guild || guild.botPermissions === undefined) throw missingAccess();
    if (!(guild.botPermissions & permissions.createExpressions)) throw missingPermissions();
    return guild;
  };
  const newEmoji = (body: Record<string, unknown>) => {
    const { name, image } = body as { name: string; image: string };
    if (!/^\w{2,32}$/.test(name)) throw invalidForm('name must match ^[A-Za-z0-9_]+$');
    const bytes = Buffer.from(image.replace(/^data:image\/(png|gif);base64,/, ''), 'base64');
    if (bytes.length > emojiBytes)
      throw new Failure(400, 50138, 'Failed to resize asset below the maximum size: 262144');
    return { id: world.time.snowflake(), name, bytes };
  };

  const reactionsTo = ({ id }: EmulatedMessage) =>
    [...world.reactions].flatMap(([key, { size: count }]) => {
      const [message, name] = key.split(' ');
      return message === id && count ? [{ emoji: { id: null, name }, count, me: false }] : [];
    });

  return {
    'GET /gateway/bot': () => ({
      url: gateway(),
      shards,
      session_start_limit: { total: 1000, remaining: 990, reset_after: 3_600_000, max_concurrency: 16 },
    }),
    'GET /users/@me': () => world.bot,
    'GET /users/:user': (_, { user = '' }) => world.users.get(user) ?? fail(new Failure(404, 10013, 'Unknown User')),
    'GET /guilds/:guild/members/:user': (_, { guild: id = '', user = '' }) => {
      const guild = world.guilds.get(id);
      if (!guild || guild.botPermissions === undefined) throw missingAccess();
      const found = world.users.get(user);
      if (!found || guild.strangers.has(user)) throw new Failure(404, 10007, 'Unknown Member');
      return { user: found, roles: [], joined_at: '2026-01-01T00:00:00Z', deaf: false, mute: false };
    },
    'GET /users/@me/guilds': () =>
      [...world.guilds.values()].flatMap(({ id, name, botPermissions }) =>
        botPermissions === undefined ? [] : [{ id, name, permissions: String(botPermissions) }],
      ),
    'GET /applications/@me': () => ({ ...world.application, bot: world.bot, flags: 0 }),
    'GET /applications/:application/commands': () => world.commands,
    'PUT /applications/:application/commands': ({ body }) => {
      if (world.refusesCommands) {
        throw new Failure(400, 50035, 'Invalid Form Body', { body: { errors: world.refusesCommands } });
      }
      world.commands = (body as unknown as Record<string, unknown>[]).map((command) => ({
        ...command,
        id: world.time.snowflake(),
      }));
      return world.commands;
    },

    'POST /users/@me/channels': ({ body }) => {
      const user = world.users.get(String(body.recipient_id));
      if (!user || user.closed) throw new Failure(403, 50007, 'Cannot send messages to this user');
      const known = [...world.channels.values()].find(({ recipient }) => recipient === user.id);
      const channel = known ?? { id: world.time.snowflake(), kind: 'bot-dm' as const, recipient: user.id };
      world.channels.set(channel.id, channel);
      return { id: channel.id, type: 1, recipients: [user] };
    },
    'POST /channels/:channel/messages': (request, { channel: id }) => {
      const channel = channelFor(id, permissions.sendMessages | filesOf(request));
      const { nonce, enforce_nonce: enforced } = request.body as { nonce?: string; enforce_nonce?: boolean };
      const before = enforced && [...world.messages.values()].find((message) => message.nonce === nonce);
      if (before) return viewMessage(before);
      const message = addMessage(world, { channel, author: world.bot, application: world.application.id });
      if (enforced) message.nonce = nonce;
      fillMessage(world, message, request, cdn());
      return viewMessage(message);
    },
    'GET /channels/:channel/messages': ({ query }, { channel }) => {
      channelFor(channel, permissions.readHistory);
      const there = [...world.messages.values()].filter(
        (message) => message.channel_id === channel && !message.deleted && !message.onlyFor,
      );
      return there
        .slice(-Number(query.get('limit') ?? 50))
        .reverse()
        .map((message) => ({ ...viewMessage(message), reactions: reactionsTo(message) }));
    },
    'GET /channels/:channel/messages/:message/reactions/:emoji': (_, { channel, message, emoji }) => {
      channelFor(channel, permissions.readHistory);
      const people = world.reactions.get(`${messageIn(channel, message).id} ${emoji}`) ?? [];
      return [...people].map((id) => world.users.get(id));
    },
    'GET /channels/:channel/messages/:message': (_, { channel, message }) => {
      channelFor(channel, permissions.readHistory);
      return viewMessage(messageIn(channel, message));
    },
    'PATCH /channels/:channel/messages/:message': (request, { channel, message: id }) => {
      channelFor(channel, permissions.viewChannel | filesOf(request));
      const message = messageIn(channel, id);
      if (message.author.id !== world.bot.id)
        throw new Failure(403, 50005, 'Cannot edit a message authored by another user');
      fillMessage(world, message, request, cdn());
      return viewMessage(message);
    },

    'POST /guilds/:guild/emojis': ({ body }, { guild: id }) => {
      const guild = guildToFurnish(id);
      const emoji = newEmoji(body);
      if (guild.emojis.length >= guild.emojiSlots) {
        throw new Failure(400, 30008, `Maximum number of emojis reached (${guild.emojiSlots})`);
      }
      guild.emojis.push(emoji);
      return { id: emoji.id, name: emoji.name };
    },
    'POST /guilds/:guild/stickers': ({ body, files }, { guild: id }) => {
      const guild = guildToFurnish(id);
      const { name, description, tags } = body as { name: string; description: string; tags: string };
      const bytes = files.get('file')?.bytes;
      if (!bytes || !name || !tags) throw invalidForm('name, tags and file are required');
      if (bytes.length > stickerBytes)
        throw new Failure(400, 50138, 'Failed to resize asset below the maximum size: 524288');
      if (guild.stickers.length >= guild.stickerSlots) {
        throw new Failure(400, 30039, `Maximum number of stickers reached (${guild.stickerSlots})`);
      }
      const sticker = { id: world.time.snowflake(), name, description, tags, bytes };
      guild.stickers.push(sticker);
      return { id: sticker.id, name };
    },
    'POST /applications/:application/emojis': ({ body }) => {
      const emoji = newEmoji(body);
      if (world.applicationEmojis.length >= applicationEmojiSlots) {
        throw new Failure(400, 30008, `Maximum number of emojis reached (${applicationEmojiSlots})`);
      }
      world.applicationEmojis.push(emoji);
      return { id: emoji.id, name: emoji.name };
    },
  };
}

/** The permission that files need, where there are any. */
function filesOf({ files }: ApiRequest): bigint {
  return files.size ? permissions.attachFiles : 0n;
}

function fail(failure: Failure): never {
  throw failure;
}
