import { animationFormats, type Capabilities } from '#chat/host.ts';
import { message } from '#lib/i18n.ts';

const everywhere = {
  animations: animationFormats,
  emojiBytes: 256 * 1024,
  emojiByHand: message('discord.emoji-by-hand'),
  places: { role: /^\d{15,20}$/, channel: /^\d{15,20}$/ },
};

export const atHome: Capabilities = { ...everywhere, emoji: ['emoji', 'sticker', 'app-emoji'] };

/** Where the bot is no member, its own emoji are not for whoever runs that server to fill. */
export const abroad: Capabilities = { ...everywhere, emoji: [] };
