import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Suggestion, SuggestionList } from './suggestions.ts';

interface SuggestionPopupProps {
  list: SuggestionList;
  index: number;
  onMark: (index: number) => void;
  onAccept: (item: Suggestion) => void;
}

/** The list over the composer. Pressing an item does not take the focus away from the text. */
export function SuggestionPopup({ list, index, onMark, onAccept }: SuggestionPopupProps) {
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    box.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  return html`<div class="popup" onMouseDown=${(event: Event) => event.preventDefault()}>
    <div class="popup-head"><b>${list.title}</b><span>${list.hint}</span>${list.items.length > 0 && html`<span class="popup-keys"><kbd>↑↓</kbd> <kbd>Tab</kbd></span>`}</div>
    <ul ref=${box} id="suggestions" role="listbox" aria-label=${list.title}>
      ${list.items.map(
        (
          item,
          place,
        ) => html`<li key=${item.key} id=${`suggestion-${place}`} role="option" aria-selected=${place === index ? 'true' : 'false'}
          onMouseMove=${() => onMark(place)} onClick=${() => onAccept(item)}>
          <span class="popup-label">${item.label}</span><span class="popup-detail">${item.detail}</span>
        </li>`,
      )}
    </ul>
  </div>`;
}
