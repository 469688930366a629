import {
  type APIGuildMember,
  type APIInteraction,
  type APIUser,
  DiscordAPIError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { NamedPicture } from '#chat/host.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Attached, Downloads } from '#platforms/shared/downloads.ts';
import type { FileFetcher } from '#platforms/shared/fetch-files.ts';
import { originOf } from './parse/origin.ts';

export interface PictureParts {
  api: REST;
  download: Downloads;
  fetcher: FileFetcher;
  /** Where Discord keeps emoji, profile pictures and stickers. */
  cdnUrl: string;
}

/** As Discord writes them in what people type. */
const customEmoji = /^<(a?):(\w+):(\d{15,20})>$/;
const anyCustomEmoji = /<a?:\w+:\d{15,20}>/g;
const mention = /^<@!?(\d{15,20})>$/;
/** Pixels: more than any model reads. */
const side = 256;
/** So many custom emoji of a message are offered. */
const emojiAtMost = 10;

/** A member, as far as it says how they look. */
export type Looks = Pick<APIGuildMember, 'avatar' | 'nick'>;

export interface PictureSource {
  /** See `Host.findPicture`. */
  named(interaction: APIInteraction, typed: string): Promise<NamedPicture | undefined>;
  /** The profile picture of a person. Throws `not_found` where they have none of their own. */
  avatar(interaction: APIInteraction, user: APIUser, member?: Looks): NamedPicture;
  /** A message's stickers and custom emoji, but for those that no picture is kept of. */
  inMessage(interaction: APIInteraction, message: MessageParts): NamedPicture[];
}

interface MessageParts {
  content: string;
  sticker_items?: { id: string; name: string; format_type: number }[];
}

/** What else than attached files Discord has pictures of; they are fetched as those are. */
export function createPictureSource({ api, download, fetcher, cdnUrl }: PictureParts): PictureSource {
  const later = (interaction: APIInteraction, file: Attached) => fetcher(originOf(interaction), download(file));

  const emoji = (interaction: APIInteraction, typed: string): NamedPicture | undefined => {
    const [, animated, name = '', id] = customEmoji.exec(typed) ?? [];
    if (!id) return undefined;
    return later(interaction, { name, url: `${cdnUrl}/emojis/${id}.${animated ? 'gif' : 'png'}?size=${side}` });
  };

  const avatar: PictureSource['avatar'] = (interaction, { id, avatar: own, global_name, username }, member) => {
    const name = member?.nick ?? global_name ?? username;
    const here = member?.avatar && interaction.guild_id;
    if (!here && !own) throw new AppError('not_found', message('avatar.none', { name }));
    const path = here ? `guilds/${interaction.guild_id}/users/${id}/avatars/${member.avatar}` : `avatars/${id}/${own}`;
    return { ...later(interaction, { name, url: `${cdnUrl}/${path}.png?size=${side}` }), person: id };
  };

  const mentioned = async (interaction: APIInteraction, id: string): Promise<NamedPicture> => {
    const { guild_id: guild, user, member, authorizing_integration_owners: owners } = interaction;
    const asker = member?.user ?? user;
    if (asker?.id === id) return avatar(interaction, asker, member);
    if (guild === undefined || owners[0] !== guild) throw new AppError('no_permission', message('avatar.not-here'));
    try {
      const found = (await api.get(Routes.guildMember(guild, id))) as APIGuildMember;
      return avatar(interaction, found.user, found);
    } catch (error) {
      if (!isUnknown(error)) throw error;
      throw new AppError('no_permission', message('avatar.not-here'));
    }
  };

  return {
    async named(interaction, typed) {
      const id = mention.exec(typed)?.[1];
      return id ? mentioned(interaction, id) : emoji(interaction, typed);
    },
    avatar,
    inMessage(interaction, { content, sticker_items: stickers = [] }) {
      const pictures = stickers.flatMap(({ id, name, format_type: format }) => {
        const ending = stickerEndings[format];
        return ending ? [later(interaction, { name, url: `${cdnUrl}/stickers/${id}.${ending}` })] : [];
      });
      const emojis = [...new Set(content.match(anyCustomEmoji) ?? [])].slice(0, emojiAtMost);
      return [...pictures, ...emojis.flatMap((typed) => emoji(interaction, typed) ?? [])];
    },
  };
}

/** PNG, APNG and GIF; a Lottie sticker is a program and no picture. */
const stickerEndings: Readonly<Record<number, string>> = { 1: 'png', 2: 'png', 4: 'gif' };

function isUnknown(error: unknown): boolean {
  const codes: unknown[] = [RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser];
  return error instanceof DiscordAPIError && codes.includes(error.code);
}
