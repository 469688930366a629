import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { DayOfVotes } from '#studio/api.ts';
import { countOf } from './parts.ts';
import { marksBetween, scaleTo } from './scale.ts';
import { useWidth } from './use-width.ts';

const height = 200;
const margin = { left: 40, right: 4, top: 10, bottom: 26 };
const dayName = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const nameOf = (day: string) => dayName.format(new Date(`${day}T12:00:00Z`));
const words = {
  columns: ['Day', '👍', '👎', '❤️', 'Pictures'],
  inNumbers: 'In numbers',
  day: ({ day, up, down, favorites, pictures }: DayOfVotes) =>
    `${nameOf(day)}: ${countOf(up)} 👍, ${countOf(down)} 👎, ${countOf(favorites)} ❤️, ${countOf(pictures)} pictures`,
  whole: (days: readonly DayOfVotes[]) => {
    const sum = (key: 'up' | 'down' | 'favorites') => countOf(days.reduce((total, day) => total + day[key], 0));
    return `Votes in ${days.length} days: ${sum('up')} for, ${sum('down')} against, ${sum('favorites')} favourites`;
  },
};

/** Votes by day: those for a picture and favourites above the line, those against below it. */
export function VoteChart({ days }: { days: readonly DayOfVotes[] }) {
  const { element, width } = useWidth();
  const [marked, setMarked] = useState<number>();
  const highest = Math.max(1, ...days.map(({ up, favorites }) => up + favorites));
  const lowest = Math.max(0, ...days.map(({ down }) => down));
  const y = scaleTo([-lowest, highest], [height - margin.bottom, margin.top]);
  const slot = Math.max(1, (width - margin.left - margin.right) / days.length);
  const bar = Math.max(1, slot * 0.72);
  const left = (index: number) => margin.left + index * slot + (slot - bar) / 2;
  const every = Math.max(1, Math.ceil(64 / slot));
  const shown = marked === undefined ? undefined : days[marked];
  const onMove = (event: PointerEvent) => {
    const at = event.clientX - (event.currentTarget as SVGElement).getBoundingClientRect().left - margin.left;
    setMarked(Math.min(days.length - 1, Math.max(0, Math.floor(at / slot))));
  };
  const part = (index: number, from: number, to: number, kind: string) =>
    to > from &&
    html`<rect class=${`chart-${kind}`} x=${left(index)} width=${bar} y=${y(to)} height=${y(from) - y(to)} rx="1.5" />`;
  return html`<figure class="chart">
    <figcaption><span class="chart-key up">👍</span><span class="chart-key hearts">❤️</span><span class="chart-key down">👎</span>
      <span class="quiet">${shown ? words.day(shown) : words.whole(days)}</span></figcaption>
    <div ref=${element} class="chart-box">${
      width > 0 &&
      html`<svg width=${width} height=${height} role="img" aria-label=${words.whole(days)} onPointerMove=${onMove} onPointerLeave=${() => setMarked(undefined)}>
      ${marksBetween(-lowest, highest)
        .filter(Number.isInteger)
        .map(
          (value) =>
            html`<line class="chart-grid" x1=${margin.left} x2=${width} y1=${y(value)} y2=${y(value)} /><text x=${margin.left - 8} y=${y(value) + 4} text-anchor="end">${Math.abs(value)}</text>`,
        )}
      ${days.map(({ up, down, favorites }, index) => [
        marked === index &&
          html`<rect class="chart-marked" x=${margin.left + index * slot} width=${slot} y=${margin.top} height=${height - margin.top - margin.bottom} />`,
        part(index, 0, up, 'up'),
        part(index, up, up + favorites, 'hearts'),
        part(index, -down, 0, 'down'),
      ])}
      ${days.map(
        ({ day }, index) =>
          (days.length - 1 - index) % every === 0 &&
          html`<text x=${Math.min(width - 20, left(index) + bar / 2)} y=${height - 8} text-anchor="middle">${nameOf(day)}</text>`,
      )}
    </svg>`
    }</div>
    <${InNumbers} days=${days} />
  </figure>`;
}

/** The same for who cannot see it. */
function InNumbers({ days }: { days: readonly DayOfVotes[] }) {
  const busy = days.filter(({ up, down, favorites, pictures }) => up + down + favorites + pictures > 0).toReversed();
  if (busy.length === 0) return null;
  return html`<details class="chart-numbers"><summary>${words.inNumbers}</summary><div class="table-box" tabindex="0" role="region" aria-label=${words.inNumbers}><table>
    <thead><tr>${words.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${busy.map(
      ({ day, up, down, favorites, pictures }) =>
        html`<tr key=${day}><th scope="row">${nameOf(day)}</th>${[up, down, favorites, pictures].map((value) => html`<td>${countOf(value)}</td>`)}</tr>`,
    )}</tbody>
  </table></div></details>`;
}
