import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import type { SettingView } from '../console-views.ts';
import { Card, Waiting } from './parts.ts';
import { useAct } from './use-act.ts';
import { useLoaded } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

const words = {
  title: 'What was decided here',
  save: 'Save',
  saved: 'Saved.',
  unchanged: 'Nothing was changed.',
  usual: (none: string) => `Usual: ${none}`,
  hint: (hint: string, none: string) => `${hint}; empty for ${none}`,
};
const longest = 500;
/** Settings whose values are as long as texts. */
const texts = new Set(['words']);

/** The settings of a workspace, changed all at once or not at all. */
export function Settings({ api, onNotice }: ViewProps) {
  const { data, failure, reload, set } = useLoaded(api.settings);
  const form = useRef<HTMLFormElement>(null);
  const { busy, act } = useAct(onNotice);
  if (!data) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;

  const save = (event: Event) => {
    event.preventDefault();
    const filled = new FormData(form.current!);
    const changes = data.flatMap(({ key, value = '' }) => {
      const typed = String(filled.get(key) ?? '').trim();
      return typed === value ? [] : [[key, typed] as const];
    });
    if (changes.length === 0) return onNotice(words.unchanged);
    void act('save', async () => {
      set(await api.change(Object.fromEntries(changes)));
      onNotice(words.saved);
    });
  };
  const field = ({ key, title, value = '', choices, none, hint }: SettingView) => {
    const isList = choices && !(key === 'retrain');
    const control = isList
      ? html`<select name=${key} key=${value}>
          <option value="" selected=${value === ''}>${words.usual(none)}</option>
          ${choices.map((choice) => html`<option value=${choice} selected=${choice === value}>${choice}</option>`)}
        </select>`
      : texts.has(key)
        ? html`<textarea name=${key} key=${value} maxlength=${longest} rows="2" defaultValue=${value} placeholder=${none}></textarea>`
        : html`<input name=${key} key=${value} maxlength="64" defaultValue=${value} placeholder=${none} autocomplete="off" />`;
    return html`<div class="setting" key=${key}><label><b>${title}</b>${control}</label><span class="quiet">${words.hint(hint, none)}</span></div>`;
  };
  return html`<${Card} title=${words.title}><form ref=${form} class="settings" onSubmit=${save}>
    <div class="setting-grid">${data.map(field)}</div>
    <button type="submit" class="button primary" aria-disabled=${busy ? 'true' : undefined}>${words.save}</button>
  </form></${Card}>`;
}
