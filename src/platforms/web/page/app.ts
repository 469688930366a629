import { html } from 'htm/preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../views.ts';
import { openSession, wordsOf } from './api.ts';
import { Gallery } from './gallery.ts';
import { Header } from './header.ts';
import { Later } from './later.ts';
import { NameDialog } from './name-dialog.ts';
import { NotFound } from './not-found.ts';
import { navigate, usePath } from './path.ts';
import { Studio } from './studio.ts';
import { Toasts, useToasts } from './toasts.ts';

/** The console is loaded when somebody opens it. */
const loadConsole = async () => (await import('./console/console.ts')).Console;

/** The whole page: the header, the chat or the gallery, and what lies over them. */
export function App() {
  const [session, setSession] = useState<SessionView>();
  const [failure, setFailure] = useState('');
  const [renaming, setRenaming] = useState(false);
  const { toasts, toast } = useToasts();
  const path = usePath();

  const open = useCallback(async () => {
    setFailure('');
    try {
      setSession(await openSession());
    } catch (error) {
      setFailure(wordsOf(error));
    }
  }, []);
  useEffect(() => {
    void open();
  }, [open]);

  const rename = async (name: string) => {
    try {
      setSession(await openSession(name));
      setRenaming(false);
    } catch (error) {
      toast(wordsOf(error));
    }
  };

  if (!session) {
    return html`<main class="starting" role="status">
      ${failure && html`<p>${failure}</p><button type="button" class="button primary" onClick=${open}>Try again</button>`}
    </main>`;
  }
  const recall = (id: string) => {
    sessionStorage.setItem('easel.draft', `/recall ${id}`);
    navigate('/');
  };
  const page = () => {
    if (path === '/') return html`<${Studio} session=${session} onNotice=${toast} />`;
    if (path === '/gallery' && session.gallery) return html`<${Gallery} onTrouble=${toast} onRecall=${recall} />`;
    if (/^\/console(\/|$)/.test(path)) return html`<${Later} load=${loadConsole} path=${path} onNotice=${toast} />`;
    return html`<${NotFound} />`;
  };
  // Who only looks need not say who they are.
  const naming = renaming || (!session.named && path === '/');
  return html`
    <${Header} session=${session} path=${path} onRename=${() => setRenaming(true)} />
    ${page()}
    ${naming && html`<${NameDialog} session=${session} onName=${rename} onClose=${() => rename(session.name)} />`}
    <${Toasts} toasts=${toasts} />
  `;
}
