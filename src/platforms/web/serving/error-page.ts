import { html } from 'hono/html';
import type { Words } from '#lib/i18n.ts';

/** A page that says what went wrong, in the style of the others; `styleSheet` is the path of theirs. */
export function errorPage(message: string, styleSheet: string, words: Words) {
  return html`<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words('page.did-not-work')} · Easel</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${styleSheet}">
</head>
<body>
<main class="starting whole">
<img src="/favicon.svg" alt="" width="64" height="64">
<h1>${words('page.did-not-work')}</h1>
<p>${message}</p>
<a class="button primary" href="/">${words('page.to-studio')}</a>
</main>
</body>
</html>`;
}
