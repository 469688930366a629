import { html } from 'htm/preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../views.ts';
import { openSession, wordsOf } from './api.ts';
import { Gallery } from './gallery.ts';
import { Header } from './header.ts';
import { NameDialog } from './name-dialog.ts';
import { navigate, usePath } from './path.ts';
import { say } from './say.ts';
import { Studio } from './studio.ts';
import { Toasts, useToasts } from './toasts.ts';

/** The whole page: the header, the chat or the gallery, and what lies over them. */
export function App() {
  const [session, setSession] = useState<SessionView>();
  const [failure, setFailure] = useState('');
  const [naming, setNaming] = useState(false);
  const { toasts, toast } = useToasts();
  const path = usePath();

  const open = useCallback(async () => {
    setFailure('');
    try {
      const opened = await openSession();
      setSession(opened);
      setNaming(!opened.named);
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
      setNaming(false);
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
  return html`
    <${Header} session=${session} path=${path} onRename=${() => setNaming(true)} />
    ${
      path === '/gallery' && session.gallery
        ? html`<${Gallery} onTrouble=${toast} onRecall=${recall} />`
        : html`<${Studio} session=${session} onNotice=${toast} />`
    }
    ${naming && html`<${NameDialog} session=${session} onName=${rename} onClose=${() => rename(session.name)} />`}
    <${Toasts} toasts=${toasts} />
  `;
}
