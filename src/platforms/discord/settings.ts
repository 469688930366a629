import { z } from 'zod';

/** What the environment says of Discord. */
export const discordSettings = z
  .object({
    DISCORD_TOKEN: z.string().optional(),
    DISCORD_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  })
  .transform(({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl }): DiscordConfig => ({ token, apiUrl }));

export interface DiscordConfig {
  /** The bot's; without it Easel is not on Discord. */
  token?: string;
  /** Another address than Discord's own, such as a proxy's. */
  apiUrl?: string;
}
