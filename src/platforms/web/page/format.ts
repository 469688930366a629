/** A piece of a message's text. */
export interface TextPiece {
  kind: 'plain' | 'bold' | 'code';
  text: string;
}

/** Splits text at `**bold**` and `code` in backticks; all else is plain, whatever it looks like. */
export function splitText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(/\*\*(?<bold>[^*\n]+)\*\*|`(?<code>[^`\n]+)`/g)) {
    if (match.index > end) pieces.push({ kind: 'plain', text: text.slice(end, match.index) });
    const { bold, code } = match.groups!;
    pieces.push(bold === undefined ? { kind: 'code', text: code! } : { kind: 'bold', text: bold });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'plain', text: text.slice(end) });
  return pieces;
}

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const fullTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const dayAndMonth = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const withYear = { day: 'numeric', month: 'long', year: 'numeric' } as const;

export const timeOf = (iso: string) => clockTime.format(new Date(iso));
export const fullTimeOf = (iso: string) => fullTime.format(new Date(iso));

/** Names a day as people do: Today, Yesterday, Monday 3 May, 3 May 2024. */
export function dayOf(iso: string, locale: string | undefined, now = new Date()): string {
  const date = new Date(iso);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-daysAgo, 'day');
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  }
  const parts = date.getFullYear() === now.getFullYear() ? dayAndMonth : withYear;
  return date.toLocaleDateString(locale, parts);
}

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A hue in degrees that always belongs to the same id. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  return Math.abs(hash) % 360;
}

/** Time left in words, such as `about 2 minutes left`. */
export function remainingInWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `about ${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} minutes left` : `about ${Math.round(minutes / 60)} hours left`;
}
