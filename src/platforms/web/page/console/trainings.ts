import { html } from 'htm/preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TrainingCurves } from '#studio/api.ts';
import type { NowView, TrainingsView } from '../console-views.ts';
import { LineChart } from './line-chart.ts';
import { trainingInWords } from './now.ts';
import { Card, Empty, More, Waiting } from './parts.ts';
import { TrainingRow } from './training-row.ts';
import { useAct } from './use-act.ts';
import { usePages } from './use-loaded.ts';
import { useNow } from './use-now.ts';
import type { ViewProps } from './view.ts';

type Run = TrainingsView['trainings'][number];

const pageLength = 15;
const words = {
  now: 'The training that runs',
  none: 'No training is running.',
  minutes: 'Minutes',
  start: 'Start a training',
  started: 'The training has begun.',
  stop: 'Stop it',
  stopped: 'The training stops; the model stays as it is.',
  loss: 'Loss',
  liking: 'Liking',
  earlier: 'Trainings',
  nothing: 'Nothing was trained here yet.',
};

/** Trainings: the one that runs with its curves as they grow, and those before. */
export function Trainings({ api, onNotice, first }: ViewProps & { first?: NowView }) {
  const [curves, setCurves] = useState<TrainingCurves>({ loss: [], liking: [] });
  const load = useCallback(
    async (page: number) => {
      const { trainings, curves: now } = await api.trainings(page);
      if (now) setCurves(now);
      return trainings;
    },
    [api],
  );
  const pages = usePages<Run>(load, pageLength);
  const { items, failure, reload } = pages;
  const now = useNow(api, first);
  const training = now?.training;
  const runs = training?.mine === true;

  const ran = useRef(runs);
  useEffect(() => {
    if (ran.current === runs) return;
    ran.current = runs;
    if (runs) setCurves({ loss: [], liking: [] });
    void reload();
  }, [runs, reload]);
  const { step, loss, liking } = training ?? {};
  useEffect(() => {
    if (!runs || step === undefined) return;
    setCurves((before) => ({ loss: grown(before.loss, step, loss), liking: grown(before.liking, step, liking) }));
  }, [runs, step, loss, liking]);

  return html`
    <${Card} title=${words.now}>
      ${training ? html`<${Progress} training=${training} />` : html`<p class="quiet">${words.none}</p>`}
      ${runs && html`<div class="charts"><${LineChart} name=${words.loss} points=${curves.loss} /><${LineChart} name=${words.liking} points=${curves.liking} /></div>`}
      <${Steering} running=${runs} api=${api} onNotice=${onNotice} />
    </${Card}>
    <${Card} title=${words.earlier}>
      ${!items && html`<${Waiting} failure=${failure} onAgain=${reload} />`}
      ${items?.length === 0 && html`<${Empty}>${words.nothing}</${Empty}>`}
      <ul class="trainings">${items?.map((run) => html`<${TrainingRow} key=${run.id} run=${run} api=${api} onNotice=${onNotice} />`)}</ul>
      <${More} pages=${pages} />
    </${Card}>
  `;
}

/** A curve with one more point, where there is one. */
function grown(points: [number, number][], step: number, value?: number): [number, number][] {
  const last = points.at(-1);
  return value === undefined || (last !== undefined && last[0] >= step) ? points : [...points, [step, value]];
}

function Progress({ training }: { training: NonNullable<NowView['training']> }) {
  const { ratio, note } = training;
  const percent = Math.round(100 * ratio);
  return html`<p>${trainingInWords(training)}</p>
    <div class="progress-track" role="progressbar" aria-label=${words.now} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}><i style=${{ width: `${percent}%` }} /></div>
    ${note && html`<p class="quiet">${note}</p>`}`;
}

/** Starts a training, or stops the one that runs. */
function Steering({ running, api, onNotice }: Pick<ViewProps, 'api' | 'onNotice'> & { running: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const { busy, act } = useAct(onNotice);
  const stop = () =>
    act('stop', async () => {
      await api.act('/trainings/cancel');
      onNotice(words.stopped);
    });
  const start = (event: Event) => {
    event.preventDefault();
    void act('start', async () => {
      await api.act('/trainings', { minutes: Number(field.current?.value) });
      onNotice(words.started);
    });
  };
  const off = busy ? 'true' : undefined;
  if (running)
    return html`<button type="button" class="button danger" aria-disabled=${off} onClick=${stop}>${words.stop}</button>`;
  return html`<form class="inline-form" onSubmit=${start}>
    <label>${words.minutes}<input ref=${field} type="number" name="minutes" min="1" max="480" step="1" required defaultValue="15" /></label>
    <button type="submit" class="button primary" aria-disabled=${off}>${words.start}</button>
  </form>`;
}
