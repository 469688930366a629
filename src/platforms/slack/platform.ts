import type { Platform } from '../platform.ts';
import { slackCapabilities } from './capabilities.ts';
import { isSlackSet, type SlackConfig, slackSettings } from './settings.ts';

export const slack: Platform<SlackConfig> = {
  name: 'slack',
  title: 'Slack',
  capabilities: slackCapabilities,
  settings: slackSettings,
  secrets: ({ botToken, appToken, signingSecret, clientSecret }) => [botToken, appToken, signingSecret, clientSecret],
  isSet: isSlackSet,
  start: async (config, parts) => (await import('./slack.ts')).startSlack({ config, ...parts }),
  check: async (config) => (await import('./check.ts')).checkSlack(config),

  registration: async ({ commands }, publicUrl) => {
    const { manifestOf } = await import('./manifest.ts');
    return manifestOf(commands, { publicUrl });
  },

  async register(_settings, { commands }, publicUrl) {
    const { manifestOf } = await import('./manifest.ts');
    const manifest = JSON.stringify(manifestOf(commands, { publicUrl }), null, 2);
    return `at https://api.slack.com/apps choose Create New App, From a manifest, and paste this:\n\n${manifest}`;
  },
};
