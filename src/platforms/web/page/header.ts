import { html } from 'htm/preact';
import type { SessionView } from '../views.ts';
import { Avatar } from './avatar.ts';
import { icon } from './icons.ts';
import { followLink } from './path.ts';
import { ThemeButton } from './theme.ts';

interface HeaderProps {
  session: SessionView;
  path: string;
  onRename: () => void;
}

/** The logo, the ways to chat and gallery, the theme, and who I am. */
export function Header({ session, path, onRename }: HeaderProps) {
  const link = (to: string, label: string) =>
    html`<a href=${to} aria-current=${path === to || (to !== '/' && path.startsWith(`${to}/`)) ? 'page' : undefined} onClick=${followLink}>${label}</a>`;
  const who = session.operator ? `${session.name}, the operator` : session.name;
  return html`<header class="header">
    <a class="brand" href="/" aria-label="Easel" onClick=${followLink}><img src="/favicon.svg" alt="" width="26" height="26" /><span>Easel</span></a>
    <nav aria-label="Pages">${link('/', 'Studio')}${session.gallery && link('/gallery', 'Gallery')}${(session.console || path.startsWith('/console')) && link('/console', 'Console')}</nav>
    <${ThemeButton} />
    <button type="button" class="me" title=${`You are ${who}. Change your name`} onClick=${onRename}>
      <${Avatar} id=${session.id} name=${session.name} /><span class="me-name">${session.name}</span>
      ${session.operator && html`<span class="tag">operator</span>`}
    </button>
    ${session.operator && html`<a class="icon-button" href="/sign-out" title="Sign out: end the operator's rights in this browser" aria-label="Sign out: end the operator's rights in this browser">${icon('leave')}</a>`}
  </header>`;
}
