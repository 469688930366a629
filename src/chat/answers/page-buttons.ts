import type { Words } from '#lib/i18n.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { Button } from '../reply.ts';

/** The ways to the pages before and after a page, which counts from 1; `link` is the action that turns pages. */
export function pageButtons(link: [action: string, ...args: string[]], page: number, more: boolean, words: Words) {
  const turn = (to: number, label: string): Button => {
    return { id: buttonId(...link, to), label, title: words('button.page.does', { page: to }) };
  };
  const before = page > 1 ? [turn(page - 1, words('button.previous'))] : [];
  return [...before, ...(more ? [turn(page + 1, words('button.next'))] : [])];
}
