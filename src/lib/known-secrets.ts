import type { Config } from './config.ts';

/** Shorter ones would blank ordinary words. */
const shortest = 6;

/** Every value of the settings that nobody may read in a log. */
export function knownSecrets({ databaseUrl, adminToken, secretKey, discord, slack }: Config): string[] {
  const { botToken, appToken, signingSecret, clientSecret } = slack;
  const password = databaseUrl && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : undefined;
  return [
    ...[databaseUrl, password, password && decodeURIComponent(password), adminToken, secretKey],
    ...[discord.token, botToken, appToken, signingSecret, clientSecret],
  ].filter((secret): secret is string => (secret?.length ?? 0) >= shortest);
}
