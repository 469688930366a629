import { html } from 'htm/preact';
import type { FunctionComponent } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ConsoleView } from '../console-views.ts';
import { followLink } from '../path.ts';
import { useTitle } from '../use-title.ts';
import { createConsoleApi, enterConsole } from './api.ts';
import { Audit } from './audit.ts';
import { Lessons } from './lessons.ts';
import { Models } from './models.ts';
import { Overview } from './overview.ts';
import { countOf, Waiting } from './parts.ts';
import { People } from './people.ts';
import { Reports } from './reports.ts';
import { Settings } from './settings.ts';
import { Taste } from './taste.ts';
import { Trainings } from './trainings.ts';
import { useLoaded } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

const words = {
  console: 'Console',
  overview: 'Overview',
  people: 'People',
  taste: 'Taste',
  models: 'Models',
  trainings: 'Trainings',
  reports: 'Reports',
  lessons: 'Given pictures',
  audit: 'Audit',
  settings: 'Settings',
  workspace: 'Workspace',
  home: 'This machine: web and terminal',
  pictures: (count: number) => `${countOf(count)} pictures`,
  waiting: (count: number) => `${countOf(count)} waiting`,
  nothing: 'There is no such page of the console.',
};

type Views = 'people' | 'taste' | 'models' | 'trainings' | 'reports' | 'lessons' | 'audit' | 'settings';

const views: Record<Views, FunctionComponent<ViewProps & { first: ConsoleView['now'] }>> = {
  people: People,
  taste: Taste,
  models: Models,
  trainings: Trainings,
  reports: Reports,
  lessons: Lessons,
  audit: Audit,
  settings: Settings,
};
const isView = (name: string): name is Views => Object.hasOwn(views, name);

const root = '/console';
const key = 'easel.workspace';
const daysAtFirst = 30;

interface ConsoleProps {
  path: string;
  onNotice: (words: string) => void;
}

/** The console: what operators and admins see and decide, a view for each thing. */
export function Console({ path, onNotice }: ConsoleProps) {
  const [workspace, setWorkspace] = useState(() => sessionStorage.getItem(key) ?? '');
  const api = useMemo(() => createConsoleApi(workspace), [workspace]);
  const load = useCallback(async () => {
    await enterByLink();
    return api.overview(daysAtFirst);
  }, [api]);
  const { data, failure, reload } = useLoaded(load);
  const heading = useRef<HTMLHeadingElement>(null);
  const name = path.slice(root.length + 1);
  const title = name === '' ? words.overview : isView(name) ? words[name] : '';
  useTitle(...(title ? [title] : []), words.console);

  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== path) heading.current?.focus();
    shown.current = path;
  }, [path]);

  const choose = (id: string) => {
    sessionStorage.setItem(key, id);
    setWorkspace(id);
  };
  useEffect(() => {
    // The workspace that was looked at last may be gone, or another person's.
    if (failure && workspace) choose('');
  }, [failure]);

  if (!data)
    return html`<main class="console alone"><h1>${words.console}</h1><${Waiting} failure=${failure} onAgain=${reload} /></main>`;
  const props = { api, operator: data.operator, onNotice, onDecided: () => void reload() };
  const View = isView(name) ? views[name] : undefined;
  return html`<main class="console">
    <div class="console-side">
      ${data.workspaces.length > 1 && html`<${WorkspaceSelect} view=${data} onChoose=${choose} />`}
      <${Navigation} path=${path} totals=${data.totals} />
    </div>
    <div class="console-page" tabindex="0" role="region" aria-label=${title || words.console}>
      <h1 ref=${heading} tabindex="-1">${title || words.console}</h1>
      ${name === '' ? html`<${Overview} first=${data} ...${props} />` : View ? html`<${View} first=${data.now} ...${props} />` : html`<p>${words.nothing}</p>`}
    </div>
  </main>`;
}

/** Uses the key of a link from chat, and takes it out of the address. */
async function enterByLink(): Promise<void> {
  const found = /^#key=(\w+)$/.exec(location.hash)?.[1];
  if (!found) return;
  history.replaceState(null, '', location.pathname);
  await enterConsole(found);
}

function Navigation({ path, totals }: { path: string; totals: ConsoleView['totals'] }) {
  const waiting: Partial<Record<string, number>> = { reports: totals.reports, lessons: totals.lessons };
  const link = (name: string, label: string) => {
    const to = name ? `${root}/${name}` : root;
    const count = waiting[name] ?? 0;
    return html`<a key=${to} href=${to} aria-current=${path === to ? 'page' : undefined} onClick=${followLink}>${label}
      ${count > 0 && html`<span class="badge" aria-label=${words.waiting(count)}>${countOf(count)}</span>`}</a>`;
  };
  return html`<nav class="console-nav" aria-label=${words.console}>${link('', words.overview)}${(Object.keys(views) as Views[]).map((name) => link(name, words[name]))}</nav>`;
}

/** Which workspace is looked at, for who may look at several. */
function WorkspaceSelect({ view, onChoose }: { view: ConsoleView; onChoose: (id: string) => void }) {
  const label = ({ platform, externalId, pictures = 0 }: ConsoleView['workspaces'][number]) =>
    `${platform === 'home' ? words.home : `${platform} ${externalId}`} (${words.pictures(pictures)})`;
  return html`<label class="console-workspace">${words.workspace}
    <select value=${view.workspace} onChange=${(event: Event) => onChoose((event.currentTarget as HTMLSelectElement).value)}>
      ${view.workspaces.map((each) => html`<option key=${each.id} value=${each.id}>${label(each)}</option>`)}
    </select></label>`;
}
