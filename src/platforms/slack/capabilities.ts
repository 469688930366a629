import type { Capabilities } from '#chat/host.ts';

/** Slack shows no WebP in messages, and lets no app add emoji, except in Enterprise organisations. */
export const slackCapabilities: Capabilities = {
  animations: ['gif'],
  emoji: [],
  emojiBytes: 128 * 1024,
  emojiByHand:
    'Save the picture. Then press the smiley below the message box, choose **Add Emoji** and upload it there.',
  places: { role: /^S[A-Z0-9]+$/, channel: /^[CDG][A-Z0-9]+$/ },
};
