/** A length of time as people say it: `about 4 seconds`, `about 2 minutes`, `about 3 hours`. */
export function durationInWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return `about ${plural(seconds, 'second')}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${plural(minutes, 'minute')}`;
  return `about ${plural(Math.round(minutes / 60), 'hour')}`;
}

/** `1 picture`, `4 pictures`, `1,200 images`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
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
export function day(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** How a picture came to be, as a word before `from`. */
export const madeBy = {
  generate: 'painted',
  mix: 'mixed',
  interpolate: 'animated',
  restyle: 'restyled',
  edit: 'changed',
  sketch: 'made of a drawing',
  vary: 'varied',
  move: 'set in motion',
  pack: 'packed',
  pattern: 'painted for a pattern',
  banner: 'painted for a banner',
  explore: 'steered',
  enlarge: 'enlarged',
  recall: 'recalled',
} as const;
