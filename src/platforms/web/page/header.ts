import { html } from 'htm/preact';
import type { SessionView } from '../views.ts';
import { Avatar } from './avatar.ts';
import { followLink } from './path.ts';
import { say } from './say.ts';
import { ThemeButton } from './theme.ts';

interface HeaderProps {
  session: SessionView;
  path: string;
  onRename: () => void;
}

/** The logo, the ways to chat and gallery, the theme, and who I am. */
export function Header({ session, path, onRename }: HeaderProps) {
  const link = (to: string, label: string) =>
    html`<a href=${to} aria-current=${path === to ? 'page' : undefined} onClick=${followLink}>${label}</a>`;
  const who = session.operator ? say('operator-name', { name: session.name }) : session.name;
  const you = say('you-are', { who });
  return html`<header class="header">
    <a class="brand" href="/" onClick=${followLink}><img src="/favicon.svg" alt="" width="26" height="26" /><span>Easel</span></a>
    <nav aria-label=${say('pages')}>${link('/', say('studio'))}${session.gallery && link('/gallery', say('gallery'))}</nav>
    <${ThemeButton} />
    <button type="button" class="me" title=${you} aria-label=${you} onClick=${onRename}>
      <${Avatar} id=${session.id} name=${session.name} /><span class="me-name">${session.name}</span>
      ${session.operator && html`<span class="tag">${say('operator')}</span>`}
    </button>
    ${session.operator && html`<a class="sign-out" href="/sign-out" title=${say('end-operator')}>${say('sign-out')}</a>`}
  </header>`;
}
