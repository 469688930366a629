import { html } from 'htm/preact';
import type { Place } from './lanes.ts';

/** The width of a lane, and where in a row a model's dot stands, in pixels. */
const lane = 18;
const dot = 28;
const middle = (index: number) => index * lane + lane / 2;

/** The lines of a row of the tree: those that pass, those that end in its model, and its own on the way down. */
export function LaneLines({ place, lanes }: { place: Place<unknown>; lanes: number }) {
  const { lane: own, passing, from, goesOn } = place;
  const x = middle(own);
  const into = (index: number) =>
    index === own
      ? html`<line x1=${x} x2=${x} y1="0" y2=${dot} />`
      : html`<path d=${`M${middle(index)} 0 C${middle(index)} ${dot} ${x} 0 ${x} ${dot}`} />`;
  return html`<div class="lanes" style=${{ width: `${lanes * lane}px` }} aria-hidden="true"><svg width=${lanes * lane} height="100%">
    ${passing.map((index) => html`<line x1=${middle(index)} x2=${middle(index)} y1="0" y2="100%" />`)}
    ${from.map(into)}
    ${goesOn && html`<line x1=${x} x2=${x} y1=${dot} y2="100%" />`}
    <circle cx=${x} cy=${dot} r="5.5" />
  </svg></div>`;
}
