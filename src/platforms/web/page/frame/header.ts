import { html } from 'htm/preact';
import { followLink } from '../path.ts';
import { say } from '../say.ts';
import type { SessionView } from '../views.ts';
import { Avatar } from './avatar.ts';
import { icon } from './icons.ts';
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
  const who = session.operator ? say('operator-name', { name: session.name }) : session.name;
  return html`<header class="header">
    <a class="brand" href="/" aria-label="Easel" onClick=${followLink}><img src="/favicon.svg" alt="" width="26" height="26" /><span>Easel</span></a>
    <nav aria-label=${say('pages')}>${link('/', say('studio'))}${session.gallery && link('/gallery', say('gallery'))}${(session.console || path.startsWith('/console')) && link('/console', say('console'))}</nav>
    <${ThemeButton} />
    <button type="button" class="me" title=${say('you-are', { who })} onClick=${onRename}>
      <${Avatar} id=${session.id} name=${session.name} /><span class="me-name">${session.name}</span>
      ${session.operator && html`<span class="tag">${say('operator')}</span>`}
    </button>
    ${session.console && html`<a class="icon-button" href="/sign-out" title=${say('sign-out')} aria-label=${say('sign-out')}>${icon('leave')}</a>`}
  </header>`;
}
