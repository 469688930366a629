import { animationFormats, type Capabilities } from '#chat/host.ts';

const everywhere = {
  animations: animationFormats,
  emojiBytes: 256 * 1024,
  emojiByHand: 'Save the picture, and add it under Server Settings, Emoji, Upload Emoji.',
  places: { role: /^\d{15,20}$/, channel: /^\d{15,20}$/ },
};

export const atHome: Capabilities = { ...everywhere, emoji: ['emoji', 'sticker', 'app-emoji'] };

/** Where the bot is no member, its own emoji are not for whoever runs that server to fill. */
export const abroad: Capabilities = { ...everywhere, emoji: [] };
