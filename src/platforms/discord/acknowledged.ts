import { PermissionFlagsBits } from 'discord.js';
import type { Answerable } from './answerable.ts';
import type { Acknowledged } from './answers.ts';
import { languageOf } from './parse/origin.ts';

/** What is known of an interaction once it was acknowledged; `ephemeral` as it was then. */
export function acknowledgedOf(interaction: Answerable, ephemeral: boolean): Acknowledged {
  const { id, application_id: application, token, message } = interaction;
  return {
    id,
    application,
    token,
    workspace: interaction.guild_id ?? interaction.channel?.id ?? '',
    channel: interaction.channel?.id ?? '',
    user: interaction.member?.user.id ?? interaction.user?.id ?? '',
    language: languageOf(interaction),
    source: message?.id,
    ephemeral,
    lasting:
      !ephemeral && interaction.authorizing_integration_owners[0] !== undefined && mayView(interaction.app_permissions),
  };
}

function mayView(permissions: string): boolean {
  return (BigInt(permissions) & (PermissionFlagsBits.ViewChannel | PermissionFlagsBits.Administrator)) !== 0n;
}
