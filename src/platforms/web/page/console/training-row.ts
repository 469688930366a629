import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { TrainingsView } from '../console-views.ts';
import { fullTimeOf } from '../format.ts';
import { icon } from '../frame/icons.ts';
import { allFigures, tellingFigures } from './figures.ts';
import { LineChart } from './line-chart.ts';
import { countOf } from './parts.ts';
import { useAct } from './use-act.ts';
import { useConfirm } from './use-confirm.ts';
import type { ViewProps } from './view.ts';

type Run = TrainingsView['trainings'][number];

const words = {
  states: {
    running: 'running',
    done: 'used',
    rejected: 'not used',
    skipped: 'skipped',
    failed: 'failed',
    cancelled: 'stopped',
    interrupted: 'cut off',
  } as Record<string, string>,
  night: 'by night',
  by: (name: string) => `by ${name}`,
  minutes: (count: number) => `${countOf(count)} min`,
  steps: (count: number) => `${countOf(count)} steps`,
  because: (reason: string) => `Because ${reason}.`,
  nothing: 'Nothing is known of how it went.',
  loss: 'Loss',
  liking: 'Liking',
  before: 'Before and after',
  beforeAlt: (parent: string, model: string) => `The same seeds painted by ${parent} above and by ${model} below`,
  gone: 'This model is not kept any more.',
  use: (model: string) => `Use ${model}`,
  using: (model: string) => `Paint with ${model}?`,
  useText: 'Everybody here gets pictures of this model from then on. You can go back at any time.',
  used: (model: string) => `Easel paints with ${model} from now on.`,
  figures: 'All that was measured',
};

/** A training that ended: what it was, and behind a click how it went and what changed. */
export function TrainingRow({ run, api, onNotice }: Pick<ViewProps, 'api' | 'onNotice'> & { run: Run }) {
  const [open, setOpen] = useState(false);
  const { id, at, state, by, minutes, steps, figures, model } = run;
  const facts = [
    by ? words.by(by) : words.night,
    words.minutes(minutes),
    ...(steps > 0 ? [words.steps(steps)] : []),
    ...tellingFigures(figures).map(({ name, value }) => `${name} ${value}`),
  ];
  return html`<li class="training">
    <button type="button" class="training-head" aria-expanded=${open ? 'true' : 'false'} aria-controls=${`training-${id}`} onClick=${() => setOpen(!open)}>
      <span class=${`state ${state}`}>${words.states[state] ?? state}</span>
      <span class="training-when">${fullTimeOf(at)}${model && html` · <b>${model}</b>`}</span>
      <span class="quiet">${facts.join(' · ')}</span>
      ${icon('down')}
    </button>
    <div id=${`training-${id}`} class="training-body" hidden=${!open}>${open && html`<${Details} run=${run} api=${api} onNotice=${onNotice} />`}</div>
  </li>`;
}

function Details({ run, api, onNotice }: Pick<ViewProps, 'api' | 'onNotice'> & { run: Run }) {
  const { reason, figures, curves, parent, model, state } = run;
  const [lost, setLost] = useState(false);
  const { busy, act } = useAct(onNotice);
  const [ask, dialog] = useConfirm();
  const all = allFigures(figures);
  const use = (name: string) =>
    ask({
      ...{ title: words.using(name), text: words.useText, yes: words.use(name) },
      onYes: () =>
        act('use', async () => {
          await api.act(`/models/${encodeURIComponent(name)}/use`);
          onNotice(words.used(name));
        }),
    });
  return html`
    ${reason ? html`<p>${words.because(reason)}</p>` : all.length === 0 && html`<p class="quiet">${words.nothing}</p>`}
    <div class="charts"><${LineChart} name=${words.loss} points=${curves.loss} /><${LineChart} name=${words.liking} points=${curves.liking} /></div>
    ${
      model &&
      html`<h3>${words.before}</h3>
      ${lost ? html`<p class="quiet">${words.gone}</p>` : html`<img class="compared" src=${api.url('/compare', { one: parent, other: model })} alt=${words.beforeAlt(parent, model)} onError=${() => setLost(true)} />`}
      ${!lost && state !== 'running' && html`<button type="button" class="button" aria-disabled=${busy ? 'true' : undefined} onClick=${() => use(model)}>${words.use(model)}</button>`}`
    }
    ${
      all.length > 0 &&
      html`<details class="chart-numbers"><summary>${words.figures}</summary><dl class="facts">${all.map(({ name, value }) => html`<dt key=${name}>${name}</dt><dd>${value}</dd>`)}</dl></details>`
    }
    ${dialog}
  `;
}
