import { discord } from '#platforms/discord/platform.ts';
import type { Platform } from '#platforms/platform.ts';
import { slack } from '#platforms/slack/platform.ts';

/** The chat platforms that Easel can be on, beside its own web page and the terminal. */
export const platforms: readonly Platform[] = [discord, slack];

/** What people call a platform. */
export function titleOf(name: string, known: readonly Pick<Platform, 'name' | 'title'>[] = platforms): string {
  if (name === 'web') return 'the web page';
  if (name === 'terminal') return 'the terminal';
  return known.find((platform) => platform.name === name)?.title ?? name;
}
