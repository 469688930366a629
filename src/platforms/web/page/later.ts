import { html } from 'htm/preact';
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { wordsOf } from './api.ts';
import { say } from './say.ts';

interface LaterProps {
  load: () => Promise<unknown>;
  [name: string]: unknown;
}

/** A part of the page whose code is loaded when it is first shown; it gets all other properties. */
export function Later({ load, ...rest }: LaterProps) {
  const [part, setPart] = useState<{ shown: FunctionComponent }>();
  const [failure, setFailure] = useState('');
  const open = () => {
    setFailure('');
    load().then(
      (shown) => setPart({ shown: shown as FunctionComponent }),
      (error) => setFailure(wordsOf(error)),
    );
  };
  useEffect(open, [load]);
  if (part) return html`<${part.shown} ...${rest} />`;
  return html`<main class="starting" role="status">${failure && html`<p>${failure}</p><button type="button" class="button primary" onClick=${open}>${say('try-again')}</button>`}</main>`;
}
