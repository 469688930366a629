import type { Config, PlatformSettings } from './config.ts';

/** Shorter ones would blank ordinary words. */
const shortest = 6;

/** Every value of the settings that nobody may read in a log. */
export function knownSecrets(config: Config, platforms: readonly PlatformSettings[] = []): string[] {
  const { databaseUrl, adminToken, secretKey } = config;
  const password = databaseUrl && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : undefined;
  return [
    ...[databaseUrl, password, password && decodeURIComponent(password), adminToken, secretKey],
    ...platforms.flatMap(({ name, secrets }) => secrets(config.platforms.get(name))),
  ].filter((secret): secret is string => (secret?.length ?? 0) >= shortest);
}
