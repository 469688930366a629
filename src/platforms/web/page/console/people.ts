import { html } from 'htm/preact';
import { useCallback, useState } from 'preact/hooks';
import type { MembersView } from '../console-views.ts';
import { fullTimeOf } from '../format.ts';
import { Avatar } from '../frame/avatar.ts';
import { Card, countOf, Empty, More, Waiting } from './parts.ts';
import { useAct } from './use-act.ts';
import { useConfirm } from './use-confirm.ts';
import { usePages } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

type MemberView = MembersView['members'][number];

const pageLength = 20;
const words = {
  title: 'Who paints and votes here',
  none: 'Nobody has painted or voted here yet.',
  columns: ['Person', 'Pictures', 'Today', 'Votes', 'Last here', ''],
  noLimit: 'There is no limit of pictures a day.',
  limit: (daily: string) => `Each person may paint ${daily} pictures a day.`,
  block: 'Block',
  blockName: (name: string) => `Block ${name}`,
  blocked: 'blocked',
  asking: (name: string) => `Block ${name}?`,
  consequence: 'They can look here, but cannot paint, vote, teach or report. You can take it back.',
  done: (name: string) => `${name} is blocked.`,
  blockedTitle: 'Blocked',
  somebody: 'Somebody who is not known any more',
  since: (at: string) => `since ${at}`,
  unblock: 'Unblock',
  unblockName: (name: string) => `Unblock ${name}`,
};

/** The people of a workspace, what they may do, and who is blocked. */
export function People({ api, onNotice }: ViewProps) {
  const [about, setAbout] = useState<Omit<MembersView, 'members'>>();
  const load = useCallback(
    async (page: number) => {
      const { members, ...rest } = await api.people(page);
      setAbout(rest);
      return members;
    },
    [api],
  );
  const pages = usePages<MemberView>(load, pageLength);
  const { busy, act } = useAct(onNotice);
  const [ask, dialog] = useConfirm();
  const { items, failure, reload } = pages;

  const block = ({ id, name }: MemberView) =>
    ask({
      ...{ title: words.asking(name), text: words.consequence, yes: words.block, danger: true },
      onYes: () =>
        act(id, async () => {
          await api.act(`/people/${encodeURIComponent(id)}/block`);
          onNotice(words.done(name));
          await reload();
        }),
    });
  const unblock = (key: string) =>
    act(key, async () => {
      await api.act('/unblock', { key });
      await reload();
    });
  const row = (member: MemberView) => {
    const { id, name, pictures, today, votes, lastAt, blocked } = member;
    return html`<tr key=${id}>
      <th scope="row"><span class="person"><${Avatar} id=${id} name=${name} />${name}</span></th>
      ${[pictures, today, votes].map((count) => html`<td class="number">${countOf(count)}</td>`)}
      <td>${fullTimeOf(lastAt)}</td>
      <td>${
        blocked
          ? html`<span class="tag danger">${words.blocked}</span>`
          : html`<button type="button" class="button" aria-label=${words.blockName(name)} aria-disabled=${busy === id ? 'true' : undefined} onClick=${() => block(member)}>${words.block}</button>`
      }</td>
    </tr>`;
  };
  if (!items) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;
  return html`
    <${Card} title=${words.title}>
      ${items.length === 0 && html`<${Empty}>${words.none}</${Empty}>`}
      ${
        items.length > 0 &&
        html`<div class="table-box" tabindex="0" role="region" aria-label=${words.title}><table>
        <thead><tr>${words.columns.map((name) => (name ? html`<th scope="col">${name}</th>` : html`<td></td>`))}</tr></thead>
        <tbody>${items.map(row)}</tbody>
      </table></div>`
      }
      <${More} pages=${pages} />
      <p class="quiet panel-foot">${about?.daily ? words.limit(about.daily) : words.noLimit}</p>
    </${Card}>
    ${
      about !== undefined &&
      about.blocked.length > 0 &&
      html`<${Card} title=${words.blockedTitle}><ul class="rows">${about.blocked.map(
        ({ key, name = words.somebody, since }) =>
          html`<li key=${key}><b>${name}</b><span class="quiet">${words.since(fullTimeOf(since))}</span>
        <button type="button" class="button" aria-label=${words.unblockName(name)} aria-disabled=${busy === key ? 'true' : undefined} onClick=${() => unblock(key)}>${words.unblock}</button></li>`,
      )}</ul></${Card}>`
    }
    ${dialog}
  `;
}
