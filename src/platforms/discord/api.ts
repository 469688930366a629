import { REST } from 'discord.js';

/** Discord's HTTP API for the bot of this token; it waits out rate limits by itself. */
export function createApi(token: string, apiUrl?: string): REST {
  return new REST({ version: '10', ...(apiUrl && { api: apiUrl }) }).setToken(token);
}
