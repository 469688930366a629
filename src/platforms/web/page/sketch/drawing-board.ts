import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { getCompletions, wordsOf } from '../api.ts';
import { icon } from '../frame/icons.ts';
import { Modal } from '../frame/modal.ts';
import { say } from '../say.ts';
import { fileOf, pens, type Stroke, widths } from './drawing.ts';
import { Sheet } from './sheet.ts';
import { useGlimpse } from './use-glimpse.ts';

interface DrawingBoardProps {
  onPost: (text: string, file: File) => void;
  onNotice: (words: string) => void;
  onClose: () => void;
}

/** Where people draw: what becomes of it appears beside it, and is posted as `/sketch`. */
export function DrawingBoard({ onPost, onNotice, onClose }: DrawingBoardProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [colour, setColour] = useState<string | undefined>(pens[0][0]);
  const [width, setWidth] = useState<number>(widths[1][0]);
  const [styles, setStyles] = useState<readonly string[]>([]);
  const [style, setStyle] = useState('');
  const glimpse = useGlimpse(strokes, style);
  useEffect(() => {
    const leaving = new AbortController();
    getCompletions('sketch', 'style', '', leaving.signal).then(setStyles, () => {});
    return () => leaving.abort();
  }, []);

  const undo = () => setStrokes((all) => all.slice(0, -1));
  const post = async (event: Event) => {
    event.preventDefault();
    try {
      onPost(`/sketch${style && ` style:${style}`}`, await fileOf(strokes));
      onClose();
    } catch (error) {
      onNotice(wordsOf(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    undo();
  };
  const choice = (name: string, label: string, chosen: boolean, choose: () => void, shown: unknown, swatch?: string) =>
    html`<label class=${swatch ? 'board-pen swatch' : 'board-pen'} title=${label}>
      <input type="radio" name=${name} aria-label=${label} checked=${chosen} onChange=${choose} />
      ${shown}
    </label>`;

  return html`<${Modal} label=${say('draw')} className="board" onClose=${onClose} onKeyDown=${onKeyDown}>
    <form onSubmit=${post}>
      <h2>${say('draw-something')}</h2>
      <div class="board-sheets">
        <${Sheet} strokes=${strokes} colour=${colour} width=${width} onStroke=${(stroke: Stroke) => setStrokes((all) => [...all, stroke])} />
        <div class="board-result" aria-live="polite" aria-busy=${glimpse.busy ? 'true' : 'false'}>
          ${
            glimpse.url && strokes.length > 0
              ? html`<img src=${glimpse.url} alt=${say('what-it-becomes')} width="256" height="256" />`
              : html`<p>${say('becomes-here')}</p>`
          }
          ${glimpse.trouble && html`<p class="board-trouble">${glimpse.trouble}</p>`}
        </div>
      </div>
      <div class="board-tools">
        <fieldset><legend>${say('pen')}</legend>
          ${pens.map(([value, name]) => choice('colour', say(`pen-${name}`), colour === value, () => setColour(value), html`<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9" fill=${value} /></svg>`, value))}
          ${choice('colour', say('eraser'), colour === undefined, () => setColour(undefined), html`<span>${say('eraser')}</span>`)}
        </fieldset>
        <fieldset><legend>${say('width')}</legend>
          ${widths.map(([value, name]) => choice('width', say(`width-${name}`), width === value, () => setWidth(value), html`<span>${say(`width-${name}`)}</span>`))}
        </fieldset>
        <label class="board-style">${say('style')}
          <select value=${style} onChange=${(event: Event) => setStyle((event.currentTarget as HTMLSelectElement).value)}>
            <option value="">${say('usual-style')}</option>
            ${styles.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
          </select>
        </label>
      </div>
      <div class="board-buttons">
        <button type="button" class="button" onClick=${undo} disabled=${strokes.length === 0}>${icon('retry')} ${say('undo')}</button>
        <button type="button" class="button" onClick=${() => setStrokes([])} disabled=${strokes.length === 0}>${say('clear')}</button>
        <button type="button" class="button" onClick=${onClose}>${say('cancel')}</button>
        <button type="submit" class="button primary" disabled=${strokes.length === 0}>${say('post')}</button>
      </div>
    </form>
  </${Modal}>`;
}
