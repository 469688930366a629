import { type APIGuildMember, type APIInteraction, type APIUser, PermissionFlagsBits } from 'discord.js';
import type { Origin } from '#studio/api.ts';

/** Where an interaction came from. A direct message is a workspace of its own. */
export function originOf(interaction: APIInteraction): Origin {
  const { member, guild_id: guild } = interaction;
  const channel = interaction.channel?.id ?? '';
  const user = member?.user ?? interaction.user;
  if (!user) throw new Error('an interaction of nobody');
  return {
    platform: 'discord',
    workspace: guild ?? channel,
    channel,
    user: { externalId: user.id, name: nameOf(user), groups: member?.roles ?? [] },
    language: languageOf(interaction),
    operator: member !== undefined && mayManage(member.permissions),
    event: interaction.id,
  };
}

/** The language of the person's Discord, such as `pt-BR`. */
export const languageOf = (interaction: APIInteraction): string | undefined =>
  'locale' in interaction ? interaction.locale : undefined;

export interface Reaction {
  guild_id?: string;
  channel_id: string;
  member?: APIGuildMember;
}

/** Where a reaction of this person came from. Discord does not say what they may do. */
export function originOfReaction({ guild_id: guild, channel_id: channel, member }: Reaction, user: APIUser): Origin {
  return {
    platform: 'discord',
    workspace: guild ?? channel,
    channel,
    user: { externalId: user.id, name: nameOf(user), groups: member?.roles ?? [] },
    operator: false,
  };
}

function nameOf(user: APIUser): string {
  return user.global_name ?? user.username;
}

function mayManage(permissions: string): boolean {
  return (BigInt(permissions) & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}
