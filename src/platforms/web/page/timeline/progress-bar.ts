import { html } from 'htm/preact';
import type { Progress } from '#chat/reply.ts';

/** How far a piece of work is. */
export function ProgressBar({ progress }: { progress: Progress }) {
  const { ratio, label, left } = progress;
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100);
  return html`<div class="progress">
    <div class="progress-track" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}>
      <i style=${{ width: `${percent}%` }} />
    </div>
    <span>${label} · ${percent} %${left ? ` · ${left}` : ''}</span>
  </div>`;
}
