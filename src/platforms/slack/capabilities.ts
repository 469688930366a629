import type { Capabilities } from '#chat/host.ts';
import { message } from '#lib/i18n.ts';

/** Slack shows no WebP in messages, and lets no app add emoji, except in Enterprise organisations. */
export const slackCapabilities: Capabilities = {
  animations: ['gif'],
  emoji: [],
  emojiBytes: 128 * 1024,
  emojiByHand: message('slack.emoji-by-hand'),
  places: { role: /^S[A-Z0-9]+$/, channel: /^[CDG][A-Z0-9]+$/ },
};
