import { html } from 'htm/preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { openSession, wordsOf } from '../api.ts';
import { Gallery } from '../gallery/gallery.ts';
import { Later } from '../later.ts';
import { navigate, usePath } from '../path.ts';
import { say } from '../say.ts';
import { Studio } from '../studio.ts';
import type { SessionView } from '../views.ts';
import { Header } from './header.ts';
import { NameDialog } from './name-dialog.ts';
import { NotFound } from './not-found.ts';
import { Toasts, useToasts } from './toasts.ts';

/** The console is loaded when somebody opens it. */
const loadConsole = async () => (await import('../console/console.ts')).Console;

/** By which the other tabs of this browser hear of a new name. */
const nameKey = 'easel.name';

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
    const onStorage = ({ key }: StorageEvent) => {
      if (key === nameKey) void open();
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, [open]);

  const rename = async (name: string) => {
    try {
      const renamed = await openSession(name);
      setSession(renamed);
      localStorage.setItem(nameKey, renamed.name);
      setRenaming(false);
    } catch (error) {
      toast(wordsOf(error));
    }
  };

  if (!session) {
    return html`<main class="starting" role="status">
      ${failure && html`<p>${failure}</p><button type="button" class="button primary" onClick=${open}>${say('try-again')}</button>`}
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
