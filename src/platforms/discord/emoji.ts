import { type APIInteraction, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { EmojiKind, Host, NewEmoji } from '#chat/host.ts';
import { AppError } from '#lib/errors.ts';
import { abroad, atHome } from './capabilities.ts';
import { explain } from './problems.ts';

const longestDescription = 100;

/** What Discord does for the command of one interaction: adds emoji, stickers and emoji of Easel's own. */
export function hostFor(api: REST, interaction: APIInteraction): Host {
  const { guild_id: guild, application_id: application, authorizing_integration_owners: owners } = interaction;
  const member = guild !== undefined && owners[0] === guild;

  const add = async ({ kind, name, bytes, mime, alt }: NewEmoji): Promise<void> => {
    const image = `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
    if (kind === 'app-emoji') {
      await api.post(Routes.applicationEmojis(application), { body: { name, image } });
    } else if (kind === 'emoji') {
      await api.post(Routes.guildEmojis(guild!), { body: { name, image } });
    } else {
      await api.post(Routes.guildStickers(guild!), {
        body: { name, description: describe(alt), tags: 'art' },
        files: [{ key: 'file', name: `${name}.${mime.split('/')[1]}`, contentType: mime, data: Buffer.from(bytes) }],
        appendToFormData: true,
      });
    }
  };

  return {
    capabilities: member ? atHome : abroad,
    async saveEmoji(emoji) {
      if (!member) {
        throw new AppError('no_permission', 'I add emoji only to servers that I am a member of.');
      }
      const longest = emoji.kind === 'sticker' ? 30 : 32;
      if (!/^\w{2,}$/.test(emoji.name) || emoji.name.length > longest) {
        const text = `A name has 2 to ${longest} letters, digits or underscores, such as happy_fox.`;
        throw new AppError('bad_option', text);
      }
      requirePermission(interaction, emoji.kind);
      try {
        await add(emoji);
      } catch (error) {
        throw explain(error, 'Try another name or picture.');
      }
    },
  };
}

/** Throws `no_permission`, naming who lacks what. */
function requirePermission({ member, app_permissions: bot }: APIInteraction, kind: EmojiKind): void {
  if (kind === 'app-emoji') {
    if (has(member?.permissions, PermissionFlagsBits.ManageGuild)) return;
    throw new AppError('no_permission', 'Emoji of Easel’s own are added by people who may manage a server, there.');
  }
  const needed = PermissionFlagsBits.CreateGuildExpressions;
  if (!has(member?.permissions, needed)) {
    throw new AppError('no_permission', 'You need the permission Create Expressions here. Ask who runs this server.');
  }
  if (!has(bot, needed)) {
    const text = 'I need the permission Create Expressions: Server Settings, Roles, Easel. Ask who runs this server.';
    throw new AppError('no_permission', text);
  }
}

function has(permissions: string | undefined, needed: bigint): boolean {
  const held = BigInt(permissions ?? 0);
  return (held & (needed | PermissionFlagsBits.Administrator)) !== 0n;
}

/** Discord wants two characters at least. */
function describe(alt: string): string {
  return alt.length < 2 ? 'A picture by Easel' : alt.slice(0, longestDescription);
}
