import { html } from 'htm/preact';
import { useCallback, useState } from 'preact/hooks';
import type { ConsoleView } from '../console-views.ts';
import { followLink } from '../path.ts';
import { Backups } from './backups.ts';
import { Now } from './now.ts';
import { Card, countOf, Figure, Waiting } from './parts.ts';
import { useLoaded } from './use-loaded.ts';
import { useNow } from './use-now.ts';
import type { ViewProps } from './view.ts';
import { VoteChart } from './vote-chart.ts';

const words = {
  figures: 'In numbers',
  pictures: 'Pictures',
  today: (count: number) => `${countOf(count)} today`,
  people: 'People',
  votes: 'Votes',
  favorites: 'Favourites',
  waits: 'Waits for you',
  reports: (count: number) => (count === 1 ? '1 reported picture' : `${countOf(count)} reported pictures`),
  lessons: (count: number) => (count === 1 ? '1 picture to learn from' : `${countOf(count)} pictures to learn from`),
  time: 'How long',
  over: 'Votes over time',
  days: { 30: '30 days', 90: '90 days', 365: 'A year' } as Record<number, string>,
};

/** How things stand: what runs, what waits, what was voted. */
export function Overview({ first, ...props }: ViewProps & { first: ConsoleView }) {
  const { api, operator } = props;
  const [days, setDays] = useState(30);
  const load = useCallback(() => api.overview(days), [api, days]);
  const { data, failure, reload } = useLoaded(load);
  const shown = data ?? (days === 30 ? first : undefined);
  const now = useNow(api, first.now)!;
  const { totals } = shown ?? first;
  const ranges = html`<div class="segments" role="group" aria-label=${words.time}>${Object.entries(words.days).map(
    ([count, label]) =>
      html`<button type="button" key=${count} aria-pressed=${days === Number(count) ? 'true' : 'false'} onClick=${() => setDays(Number(count))}>${label}</button>`,
  )}</div>`;
  return html`
    <dl class="figures" aria-label=${words.figures}>
      <${Figure} name=${words.pictures} value=${countOf(totals.pictures)} note=${words.today(totals.today)} />
      <${Figure} name=${words.people} value=${countOf(totals.people)} />
      <${Figure} name=${words.votes} value=${countOf(totals.votes)} />
      <${Figure} name=${words.favorites} value=${countOf(totals.favorites)} />
    </dl>
    ${
      totals.reports + totals.lessons > 0 &&
      html`<${Card} title=${words.waits}><ul class="rows links">
      ${totals.reports > 0 && html`<li><a href="/console/reports" onClick=${followLink}>${words.reports(totals.reports)}</a></li>`}
      ${totals.lessons > 0 && html`<li><a href="/console/lessons" onClick=${followLink}>${words.lessons(totals.lessons)}</a></li>`}
    </ul></${Card}>`
    }
    <${Now} now=${now} ...${props} />
    <${Card} title=${words.over} aside=${ranges}>${shown ? html`<${VoteChart} days=${shown.days} />` : html`<${Waiting} failure=${failure} onAgain=${reload} />`}</${Card}>
    ${operator && html`<${Backups} ...${props} />`}
  `;
}
