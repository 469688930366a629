import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { ModelView } from '../console-views.ts';
import { fullTimeOf } from '../format.ts';
import { tellingFigures } from './figures.ts';
import { LaneLines } from './lane-lines.ts';
import { childrenFirst, type Place, placeInLanes } from './lanes.ts';
import { Card, countOf, Empty, More, Waiting } from './parts.ts';
import { useAct } from './use-act.ts';
import { useConfirm } from './use-confirm.ts';
import { usePages } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

const pageLength = 20;
const words = {
  title: 'Models, and what they come from',
  none: 'There is no model.',
  active: 'in use',
  given: 'came with Easel, or from npm run train',
  rejected: 'not used',
  from: (parent: string) => `from ${parent}`,
  step: (family: string, step: number) => `${family}, step ${countOf(step)}`,
  paints: (name: string) => `Four pictures that ${name} paints`,
  use: 'Use',
  useName: (name: string) => `Use ${name}`,
  using: (name: string) => `Paint with ${name}?`,
  useText: 'Everybody here gets pictures of this model from then on. You can go back at any time.',
  used: (name: string) => `Easel paints with ${name} from now on.`,
  back: 'Go back',
  lost: 'Its files are not here.',
  backTitle: 'Go back to the model before?',
  backText: 'Easel paints with the model that was in use before this one.',
};

/** The models of a workspace as a tree, the newest above what they come from. */
export function Models({ api, onNotice }: ViewProps) {
  const pages = usePages<ModelView>(api.models, pageLength);
  const { busy, act } = useAct(onNotice);
  const [ask, dialog] = useConfirm();
  const { items, failure, reload } = pages;
  if (!items) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;
  const models = [...new Map(items.map((model) => [model.name, model])).values()];
  const { places, lanes } = placeInLanes(childrenFirst(models));

  const change = (key: string, path: string) =>
    act(key, async () => {
      const { name } = await api.act<{ name: string }>(path);
      onNotice(words.used(name));
      await reload();
    });
  const use = (name: string) =>
    ask({
      ...{ title: words.using(name), text: words.useText, yes: words.use },
      onYes: () => change(name, `/models/${encodeURIComponent(name)}/use`),
    });
  const goBack = () =>
    ask({
      ...{ title: words.backTitle, text: words.backText, yes: words.back },
      onYes: () => change('back', '/rollback'),
    });
  const back = html`<button type="button" class="button" aria-disabled=${busy === 'back' ? 'true' : undefined} onClick=${goBack}>${words.back}</button>`;
  const row = (place: Place<ModelView>) => {
    const { name, active, origin, parent, family, step, createdAt, note, figures } = place.model;
    const picture = api.url(`/models/${encodeURIComponent(name)}/picture`);
    return html`<li key=${name} class=${`model ${active ? 'active' : ''}`}>
      <${LaneLines} place=${place} lanes=${lanes} />
      <div class="model-body">
        <div class="model-words">
          <h3>${name}${active && html`<span class="tag">${words.active}</span>`}${origin === 'rejected' && html`<span class="tag plain">${words.rejected}</span>`}</h3>
          <p class="quiet">${[words.step(family, step), parent && words.from(parent), fullTimeOf(createdAt)].filter(Boolean).join(' · ')}</p>
          <p>${origin === 'given' ? words.given : note}</p>
          <ul class="chips">${tellingFigures(figures).map((figure) => html`<li key=${figure.name}>${figure.name} <b>${figure.value}</b></li>`)}</ul>
        </div>
        <${Sample} src=${picture} alt=${words.paints(name)} />
        ${!active && html`<button type="button" class="button" aria-label=${words.useName(name)} aria-disabled=${busy === name ? 'true' : undefined} onClick=${() => use(name)}>${words.use}</button>`}
      </div>
    </li>`;
  };
  return html`<${Card} title=${words.title} aside=${back}>
    ${models.length === 0 && html`<${Empty}>${words.none}</${Empty}>`}
    <ol class="lineage">${places.map(row)}</ol>
    <${More} pages=${pages} />
    ${dialog}
  </${Card}>`;
}

/** What a model paints like; nothing where its files are gone. */
function Sample({ src, alt }: { src: string; alt: string }) {
  const [lost, setLost] = useState(false);
  if (lost) return html`<p class="model-picture lost quiet">${words.lost}</p>`;
  return html`<img class="model-picture" src=${src} alt=${alt} loading="lazy" width="528" height="136" onError=${() => setLost(true)} />`;
}
