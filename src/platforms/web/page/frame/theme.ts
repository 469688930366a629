import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { type PageMessage, say } from '../say.ts';
import { type IconName, icon } from './icons.ts';

const key = 'easel.theme';

const themes = {
  system: { icon: 'screen', next: 'light', title: 'colours-system', change: 'change-to-system' },
  light: { icon: 'sun', next: 'dark', title: 'colours-light', change: 'change-to-light' },
  dark: { icon: 'moon', next: 'system', title: 'colours-dark', change: 'change-to-dark' },
} as const satisfies Record<string, { icon: IconName; next: string; title: PageMessage; change: PageMessage }>;

type Theme = keyof typeof themes;

function readTheme(): Theme {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(key);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(key, theme);
    document.documentElement.dataset.theme = theme;
  }
}

/** Goes round the themes: the system's, light, dark. */
export function ThemeButton() {
  const [theme, setTheme] = useState(readTheme);
  const { icon: name, next, title } = themes[theme];
  const label = say(themes[next].change, { now: say(title) });
  const change = () => {
    applyTheme(next);
    setTheme(next);
  };
  return html`<button type="button" class="icon-button" title=${label} aria-label=${label} onClick=${change}>${icon(name)}</button>`;
}
