import { type Message, message, type Words } from '#lib/i18n.ts';
import type { Job } from '#studio/api.ts';

/** A length of time as people say it: `about 4 seconds`, `about 2 minutes`, `about 3 hours`. */
export function durationInWords(milliseconds: number): Message {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return message('time.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return message('time.minutes', { count: minutes });
  return message('time.hours', { count: Math.round(minutes / 60) });
}

/** What a person typed, in backticks that it cannot close. */
export function quoteTyped(typed: string): string {
  return `\`${typed.replaceAll('`', "'")}\``;
}

/** A share in [0, 1] as `40 %`. */
export function percent(ratio: number): string {
  return `${Math.round(Math.min(1, Math.max(0, ratio)) * 100)} %`;
}

/** The day of a moment: `22 November 2026`. */
export function day(date: Date, { locale }: Words): string {
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** How a picture came to be: `painted from "sleepy fox"`. */
export function madeInWords(kind: Job['kind'], prompt?: string): Message {
  const made = message(`made.${kind}`);
  return prompt ? message('made.from-prompt', { made, prompt: quoteTyped(prompt) }) : made;
}
