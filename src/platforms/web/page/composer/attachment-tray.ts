import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { icon } from '../frame/icons.ts';
import { say } from '../say.ts';

/** The pictures that will go with the message, each with a way to take it out. */
export function AttachmentTray({ files, onRemove }: { files: readonly File[]; onRemove: (file: File) => void }) {
  if (files.length === 0) return null;
  return html`<ul class="tray" aria-label=${say('attached')}>
    ${files.map(
      (file) => html`<li key=${`${file.name}-${file.size}-${file.lastModified}`}>
      <${Preview} file=${file} />
      <button type="button" class="tray-remove" title=${say('remove', { name: file.name })} aria-label=${say('remove', { name: file.name })}
        onClick=${() => onRemove(file)}>${icon('close')}</button>
    </li>`,
    )}
  </ul>`;
}

/** A picture that has not left the browser. */
export function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return html`<img class="thumb" src=${url} alt=${file.name} title=${file.name} />`;
}
