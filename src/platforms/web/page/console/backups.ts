import { html } from 'htm/preact';
import { fullTimeOf } from '../format.ts';
import { Card, Empty, sizeOf, Waiting } from './parts.ts';
import { useAct } from './use-act.ts';
import { useLoaded } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

const words = {
  title: 'Backups',
  make: 'Back up now',
  making: 'Backing up…',
  made: (name: string) => `The backup ${name} was made.`,
  none: 'There is no backup yet.',
  where: 'They lie in the folder backups of the data folder. `npm run restore` brings one back.',
};

/** The backups of the whole installation, and a way to make one now. */
export function Backups({ api, onNotice }: Pick<ViewProps, 'api' | 'onNotice'>) {
  const { data, failure, reload } = useLoaded(api.backups);
  const { busy, act } = useAct(onNotice);
  const make = () =>
    act('make', async () => {
      const { name } = await api.act<{ name: string }>('/backups');
      onNotice(words.made(name));
      await reload();
    });
  const button = html`<button type="button" class="button" aria-disabled=${busy ? 'true' : undefined} onClick=${make}>${busy ? words.making : words.make}</button>`;
  return html`<${Card} title=${words.title} aside=${button}>
    ${data === undefined && html`<${Waiting} failure=${failure} onAgain=${reload} />`}
    ${data?.length === 0 && html`<${Empty}>${words.none}</${Empty}>`}
    <ul class="rows">${data
      ?.slice(0, 5)
      .map(
        ({ name, at, bytes }) =>
          html`<li key=${name}><b>${fullTimeOf(at)}</b><span class="quiet">${name}</span><span class="quiet">${sizeOf(bytes)}</span></li>`,
      )}</ul>
    <p class="quiet panel-foot">${words.where.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}</p>
  </${Card}>`;
}
