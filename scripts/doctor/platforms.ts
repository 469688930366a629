import { fileURLToPath } from 'node:url';
import { loadCommands } from '#chat/command/load.ts';
import { shortcutsOf } from '#chat/pressing/shortcuts.ts';
import type { Config } from '#lib/config.ts';
import { platforms } from '../../src/platforms.ts';
import { type Finding, failure } from './finding.ts';

/** Whether each platform accepts its settings, and allows what Easel needs there. */
export async function checkPlatforms(config: Config): Promise<Finding[]> {
  try {
    const commands = await loadCommands(fileURLToPath(new URL('../../commands', import.meta.url)));
    const chat = { commands, shortcuts: shortcutsOf(commands) };
    const findings = platforms.map(async ({ name, check }) =>
      (await check(config.platforms.get(name), chat)).map((finding) => ({ name, ...finding })),
    );
    return (await Promise.all(findings)).flat();
  } catch (error) {
    return [failure('platforms', error)];
  }
}
