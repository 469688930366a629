const tagged = String.raw`\p{RGI_Emoji}`;
const flag = String.raw`\p{RI}\p{RI}`;
const keycap = String.raw`[0-9#*]\uFE0F?\u20E3`;
const joined = String.raw`\p{Extended_Pictographic}[\uFE0F\p{EMod}]*(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{EMod}]*)*`;
const emoji = new RegExp(`${tagged}|${flag}|${keycap}|${joined}`, 'gv');
const skinTone = /^1f3f[b-f]$/;

export type TextPart = { text: string } | { emoji: string };

/** A text as its emoji and what stands between them, in order. */
export function splitEmoji(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(emoji)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ emoji: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The concept of an emoji: lower-case hex code points joined by `-`, without skin tones and presentation marks. */
export function conceptOfEmoji(character: string): string {
  const points = Array.from(character, (one) => one.codePointAt(0)!.toString(16));
  return points.filter((point) => point !== 'fe0f' && !skinTone.test(point)).join('-');
}

/** The emoji of a concept. */
export function emojiOfConcept(concept: string): string {
  return String.fromCodePoint(...concept.split('-').map((point) => Number.parseInt(point, 16)));
}
