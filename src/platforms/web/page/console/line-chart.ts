import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { countOf, shortNumber } from './parts.ts';
import { marksBetween, scaleTo } from './scale.ts';
import { useWidth } from './use-width.ts';

interface LineChartProps {
  /** What is measured, such as `Loss`. */
  name: string;
  /** `[step, value]`, by step. */
  points: readonly (readonly [number, number])[];
}

const height = 190;
const margin = { left: 52, right: 12, top: 12, bottom: 26 };
const words = {
  steps: 'steps',
  at: (name: string, value: number, step: number) => `${name} ${shortNumber(value)} at step ${countOf(step)}`,
  whole: (name: string, first: number, last: number, step: number) =>
    `${name}: from ${shortNumber(first)} to ${shortNumber(last)} in ${countOf(step)} steps`,
};

/** A curve over the steps of a training; the pointer reads values off it. */
export function LineChart({ name, points }: LineChartProps) {
  const { element, width } = useWidth();
  const [marked, setMarked] = useState<number>();
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return null;
  const values = points.map(([, value]) => value);
  const y = scaleTo([Math.min(...values), Math.max(...values)], [height - margin.bottom, margin.top]);
  const x = scaleTo([first[0], last[0]], [margin.left, Math.max(margin.left + 1, width - margin.right)]);
  const path = points.map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const onMove = (event: PointerEvent) => {
    const at = event.clientX - (event.currentTarget as SVGElement).getBoundingClientRect().left;
    const distance = (index: number) => Math.abs(x(points[index]![0]) - at);
    setMarked(points.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0));
  };
  const shown = marked === undefined ? undefined : points[marked];
  return html`<figure class="chart">
    <figcaption><b>${name}</b><span class="quiet">${shown ? words.at(name, shown[1], shown[0]) : words.at(name, last[1], last[0])}</span></figcaption>
    <div ref=${element} class="chart-box">${
      width > 0 &&
      html`<svg width=${width} height=${height} role="img" aria-label=${words.whole(name, first[1], last[1], last[0])} onPointerMove=${onMove} onPointerLeave=${() => setMarked(undefined)}>
      ${marksBetween(Math.min(...values), Math.max(...values)).map(
        (value) =>
          html`<line class="chart-grid" x1=${margin.left} x2=${width - margin.right} y1=${y(value)} y2=${y(value)} /><text x=${margin.left - 8} y=${y(value) + 4} text-anchor="end">${shortNumber(value)}</text>`,
      )}
      ${marksBetween(first[0], last[0], width < 420 ? 3 : 6).map(
        (step) => html`<text x=${x(step)} y=${height - 8} text-anchor="middle">${countOf(step)}</text>`,
      )}
      <polyline class="chart-line" points=${path} />
      ${shown && html`<circle class="chart-point" cx=${x(shown[0])} cy=${y(shown[1])} r="4" />`}
    </svg>`
    }</div>
  </figure>`;
}
