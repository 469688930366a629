import { styleText } from 'node:util';
import type { Reply } from '#chat/reply.ts';

const barWidth = 24;
/** What people typed comes back in replies: no escape sequence of theirs may reach the terminal. */
const controls = /[^\P{Cc}\n]/gu;
const clearLine = '\r\u001b[K';

/** A reply's text for a terminal: bold and code in colour where it has colours, their marks left out elsewhere. */
export function renderText(text: string, colours: boolean): string {
  const bold = (inner: string) => (colours ? styleText('bold', inner, { validateStream: false }) : inner);
  const code = (inner: string) => (colours ? styleText('cyan', inner, { validateStream: false }) : inner);
  return text
    .replace(controls, '')
    .replace(/\*\*(.+?)\*\*/g, (_, inner: string) => bold(inner))
    .replace(/`([^`]+)`/g, (_, inner: string) => code(inner));
}

/** One line that replaces the one before: a bar with its label, or the first line of the text; nothing clears it. */
export function renderProgress(reply?: Reply): string {
  if (!reply) return clearLine;
  const { text, progress } = reply;
  const line = renderText(text.split('\n')[0] ?? '', false);
  if (!progress) return `${clearLine}${line}`;
  const filled = Math.round(Math.min(1, Math.max(0, progress.ratio)) * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${clearLine}${bar} ${line}`;
}
