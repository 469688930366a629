import { html } from 'htm/preact';
import { render } from 'preact';
import { App } from './frame/app.ts';

render(html`<${App} />`, document.querySelector('#app')!);
