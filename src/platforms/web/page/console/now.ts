import { html } from 'htm/preact';
import type { JobProgress, QueueEntry } from '#studio/api.ts';
import type { NowView } from '../console-views.ts';
import { remainingInWords } from '../format.ts';
import { Card, countOf, Empty, shareOf } from './parts.ts';
import { useAct } from './use-act.ts';
import type { ViewProps } from './view.ts';

const words = {
  title: 'Running and waiting',
  nothing: 'Nothing is running.',
  cancel: 'Cancel',
  cancelJob: (kind: string, id: string) => `Cancel ${kind} ${id}`,
  cancelled: (id: string) => `${id} was cancelled.`,
  elsewhere: 'in another workspace',
  painting: (ratio: number) => `painting, ${shareOf(ratio)}`,
  waiting: (position: number) => `number ${countOf(position)} in the line`,
  done: 'done',
  training: 'Training',
  with: (checkpoint: string, device: string) => `Easel paints with ${checkpoint} on ${device}.`,
};

const stateOf = (progress: JobProgress) => {
  if (progress.state === 'done') return words.done;
  return progress.state === 'running' ? words.painting(progress.ratio) : words.waiting(progress.position);
};

/** What runs and what waits, with a way to take it out of the line. */
export function Now({ now, api, onNotice }: Pick<ViewProps, 'api' | 'onNotice'> & { now: NowView }) {
  const { busy, act } = useAct(onNotice);
  const { entries, device, checkpoint } = now.queue;
  const cancel = ({ id }: QueueEntry) =>
    act(id, async () => {
      await api.act(`/jobs/${encodeURIComponent(id)}/cancel`);
      onNotice(words.cancelled(id));
    });
  const entry = (job: QueueEntry) => {
    const { id, kind, here, progress } = job;
    return html`<li key=${id}><b>${kind}</b><span class="quiet">${stateOf(progress)}${here ? '' : ` · ${words.elsewhere}`}</span>
      ${here && html`<button type="button" class="button" aria-label=${words.cancelJob(kind, id)} aria-disabled=${busy === id ? 'true' : undefined} onClick=${() => cancel(job)}>${words.cancel}</button>`}</li>`;
  };
  return html`<${Card} title=${words.title}>
    ${entries.length === 0 && !now.training && html`<${Empty}>${words.nothing}</${Empty}>`}
    <ul class="rows">
      ${now.training && html`<li key="training"><b>${words.training}</b><span class="quiet">${trainingInWords(now.training)}</span></li>`}
      ${entries.map(entry)}
    </ul>
    <p class="quiet panel-foot">${words.with(checkpoint, device)}</p>
  </${Card}>`;
}

const phases = {
  preparing: 'preparing the pictures',
  training: 'learning',
  comparing: 'comparing with the model before',
  saving: 'saving the new model',
  done: 'done',
};

/** How far a training is. */
export function trainingInWords({ phase, ratio, remainingMs, mine }: NonNullable<NowView['training']>): string {
  const left = remainingMs === undefined ? [] : [remainingInWords(remainingMs)];
  return [phases[phase], shareOf(ratio), ...left, ...(mine ? [] : [words.elsewhere])].join(' · ');
}
