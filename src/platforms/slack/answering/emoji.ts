import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

/** Emoji by the names that Slack has for them. */
const named = new Map<string, string>();
for (const [hexcode, names] of Object.entries(shortcodes as Record<string, string | string[]>)) {
  const emoji = String.fromCodePoint(...hexcode.split('-').map((code) => Number.parseInt(code, 16)));
  for (const name of [names].flat()) named.set(name, emoji);
}

const skinTone = /::skin-tone-[2-6]$/;
const shortcode = /:([\w+'-]+):(?::skin-tone-[2-6]:)?/g;

/** The emoji that Slack calls `name`, such as `+1`; its skin tone is left out. Nothing for a workspace's own emoji. */
export function emojiNamed(name: string): string | undefined {
  return named.get(name.replace(skinTone, ''));
}

/** Slack's `:fox_face:` as `🦊`; names that it does not know stay as they are. */
export function readShortcodes(text: string): string {
  return text.replace(shortcode, (written, name: string) => named.get(name) ?? written);
}
