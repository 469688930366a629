import { buttonId } from './buttons.ts';
import type { Button } from './reply.ts';

/** The ways to the pages before and after a page, which counts from 1; `action` turns pages. */
export function pageButtons(action: string, page: number, more: boolean): Button[] {
  const turn = (to: number, label: string): Button => ({ id: buttonId(action, to), label, title: `Page ${to}` });
  return [...(page > 1 ? [turn(page - 1, 'Previous')] : []), ...(more ? [turn(page + 1, 'Next')] : [])];
}
