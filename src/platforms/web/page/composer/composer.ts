import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { icon } from '../frame/icons.ts';
import { say } from '../say.ts';
import type { CommandView, Limits } from '../views.ts';
import { AttachmentTray } from './attachment-tray.ts';
import { recallSaid, rememberSaid } from './said.ts';
import { SuggestionPopup } from './suggestion-popup.ts';
import type { Suggestion } from './suggestions.ts';
import type { Attachments } from './use-attachments.ts';
import { useSuggestions } from './use-suggestions.ts';

interface ComposerProps {
  commands: readonly CommandView[];
  limits: Limits;
  attachments: Attachments;
  /** A text to begin with; a new object begins anew. */
  draft: { text: string };
  onSend: (text: string, files: File[]) => void;
  /** Opens the drawing board, where there is one. */
  onDraw?: () => void;
}

const draftKey = 'easel.draft';

/** Where people type: suggestions, attachments, what they said before by the up arrow. */
export function Composer({ commands, limits, attachments, draft, onSend, onDraw }: ComposerProps) {
  const [text, setText] = useState(() => sessionStorage.getItem(draftKey) ?? '');
  const [caret, setCaret] = useState(text.length);
  const [back, setBack] = useState(-1);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(text, caret, commands);

  const write = (value: string, position = value.length) => {
    setText(value);
    setCaret(position);
    if (!field.current) return;
    field.current.value = value;
    field.current.focus();
    field.current.setSelectionRange(position, position);
  };

  useEffect(() => {
    const hasKeyboard = matchMedia('(hover: hover)').matches;
    if (hasKeyboard) field.current?.focus();
  }, []);
  useEffect(() => {
    if (draft.text) write(draft.text);
  }, [draft]);
  useEffect(() => sessionStorage.setItem(draftKey, text), [text]);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  const accept = ({ insert, from, to }: Suggestion) => {
    const rest = text.slice(to);
    write(text.slice(0, from) + insert + rest.trimStart(), from + insert.length);
  };
  const send = () => {
    const said = text.trim();
    if (said === '' && attachments.files.length === 0) return;
    onSend(said, [...attachments.files]);
    if (said) rememberSaid(said);
    attachments.clear();
    setBack(-1);
    write('');
  };
  const goBack = (step: 1 | -1) => {
    const place = back + step;
    const said = recallSaid(place);
    if (said === undefined && place !== -1) return;
    setBack(place);
    write(said ?? '');
  };

  const keys: Record<string, (() => void) | undefined> = suggestions.list
    ? popupKeys(suggestions, accept)
    : {
        ArrowUp: text === '' || back >= 0 ? () => goBack(1) : undefined,
        ArrowDown: back >= 0 ? () => goBack(-1) : undefined,
      };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = keys[event.key] ?? (event.key === 'Enter' ? send : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const follow = () => setCaret(field.current?.selectionStart ?? 0);
  const onInput = () => {
    setBack(-1);
    setText(field.current?.value ?? '');
    follow();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    attachments.add(pasted);
  };
  const onPick = () => {
    attachments.add(picker.current?.files ?? []);
    if (picker.current) picker.current.value = '';
  };

  const marked = suggestions.list?.items[suggestions.index];
  return html`<form class="composer" onSubmit=${(event: Event) => {
    event.preventDefault();
    send();
  }}>
    ${suggestions.list && html`<${SuggestionPopup} list=${suggestions.list} index=${suggestions.index} onMark=${suggestions.mark} onAccept=${accept} />`}
    <${AttachmentTray} files=${attachments.files} onRemove=${attachments.remove} />
    <div class="composer-row">
      <input ref=${picker} type="file" accept="image/*" multiple hidden onChange=${onPick} />
      <button type="button" class="icon-button" title=${say('attach')} aria-label=${say('attach')} onClick=${() => picker.current?.click()}>${icon('plus')}</button>
      ${onDraw && html`<button type="button" class="icon-button" title=${say('draw')} aria-label=${say('draw')} onClick=${onDraw}>${icon('edit')}</button>`}
      <textarea ref=${field} rows="1" value=${text} maxlength=${limits.text} placeholder=${say('type')}
        aria-label=${say('message')} aria-autocomplete="list"
        aria-controls=${suggestions.list ? 'suggestions' : undefined}
        aria-activedescendant=${marked ? `suggestion-${suggestions.index}` : undefined}
        autocomplete="off" autocapitalize="off" spellcheck=${false} enterkeyhint="send"
        onInput=${onInput} onKeyDown=${onKeyDown} onKeyUp=${follow} onClick=${follow} onBlur=${suggestions.close}
        onPaste=${onPaste}></textarea>
      <button type="submit" class="icon-button send" title=${say('send')} aria-label=${say('send')}
        disabled=${text.trim() === '' && attachments.files.length === 0}>${icon('send')}</button>
    </div>
  </form>`;
}

function popupKeys(suggestions: ReturnType<typeof useSuggestions>, accept: (item: Suggestion) => void) {
  const items = suggestions.list?.items ?? [];
  const marked = items[suggestions.index];
  const first = marked ?? items[0];
  return {
    ArrowDown: () => suggestions.move(1),
    ArrowUp: () => suggestions.move(-1),
    Tab: first && (() => accept(first)),
    Enter: marked && (() => accept(marked)),
    Escape: suggestions.close,
  };
}
