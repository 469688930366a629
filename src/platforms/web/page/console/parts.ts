import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { icon } from '../frame/icons.ts';
import type { Pages } from './use-loaded.ts';

const words = {
  again: 'Try again',
  loading: 'Loading',
  more: 'Show more',
};

/** What stands where something is being loaded, or could not be. */
export function Waiting({ failure, onAgain }: { failure: string; onAgain: () => void }) {
  if (!failure)
    return html`<div class="console-waiting" role="status" aria-label=${words.loading}><i /><i /><i /></div>`;
  return html`<div class="trouble" role="alert">${icon('warning')}<p>${failure}</p>
    <button type="button" class="button" onClick=${onAgain}>${icon('retry')} ${words.again}</button></div>`;
}

/** A part of a page with a heading. */
export function Card({ title, aside, children }: { title: string; aside?: unknown; children?: ComponentChildren }) {
  return html`<section class="panel"><header class="panel-head"><h2>${title}</h2>${aside}</header>${children}</section>`;
}

export function Empty({ children }: { children?: ComponentChildren }) {
  return html`<p class="panel-empty quiet">${children}</p>`;
}

/** A number that says how things stand. */
export function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return html`<div class="figure"><dt>${name}</dt><dd>${value}</dd>${note && html`<dd class="quiet">${note}</dd>`}</div>`;
}

/** The way to the next page of a list. */
export function More({ pages }: { pages: Pages<unknown> }) {
  const { failure, items, hasMore, loading, more } = pages;
  if (items === undefined) return null;
  if (failure) return html`<${Waiting} failure=${failure} onAgain=${more} />`;
  if (!hasMore) return null;
  return html`<button type="button" class="button older" aria-disabled=${loading ? 'true' : undefined} onClick=${loading ? undefined : more}>${loading ? `${words.loading}…` : words.more}</button>`;
}

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const few = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });

export const countOf = (value: number) => whole.format(value);
export const shortNumber = (value: number) => few.format(value);
export const shareOf = (value: number) => share.format(value);

/** Bytes in words, such as `12.4 MB`. */
export function sizeOf(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${few.format(value)} ${unit}`;
}
