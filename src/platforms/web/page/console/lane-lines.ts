import { html } from 'htm/preact';
import type { Place } from './lanes.ts';

/** The width of a lane, and where in a row a model's dot stands, in pixels. */
const lane = 18;
const dot = 28;
/** Where a line has come to another lane. */
const bend = 64;
const middle = (index: number) => index * lane + lane / 2;

/** The lines of a row of the tree: those that pass, the one that ends in its model, and its own on the way down. */
export function LaneLines({ place, lanes }: { place: Place<unknown>; lanes: number }) {
  const { lane: own, passing, reached, to } = place;
  const x = middle(own);
  const straight = (at: number, from: number | string, until: number | string) =>
    html`<line x1=${at} x2=${at} y1=${from} y2=${until} />`;
  const bent = (at: number) => html`<path d=${`M${x} ${dot} C${x} ${bend} ${at} ${dot} ${at} ${bend}`} />`;
  return html`<div class="lanes" style=${{ width: `${lanes * lane}px` }} aria-hidden="true"><svg width=${lanes * lane} height="100%">
    ${passing.map((index) => straight(middle(index), 0, '100%'))}
    ${reached && straight(x, 0, dot)}
    ${to === own && straight(x, dot, '100%')}
    ${to !== undefined && to !== own && bent(middle(to))}
    <circle cx=${x} cy=${dot} r="5.5" />
  </svg></div>`;
}
