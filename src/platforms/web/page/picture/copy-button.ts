import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { icon } from '../frame/icons.ts';
import { say } from '../say.ts';

type State = 'unpressed' | 'copied' | 'not-copied';

/** A clipboard takes pictures as PNG alone. */
async function asPng(url: string): Promise<Blob> {
  const picture = await (await fetch(url)).blob();
  if (picture.type === 'image/png') return picture;
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Puts a picture into the clipboard, and says whether it is there. */
export function CopyButton({ url }: { url: string }) {
  const [state, setState] = useState<State>('unpressed');
  const copy = async () => {
    try {
      // Given as a promise, so that a browser counts it to the press.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': asPng(url) })]);
      setState('copied');
    } catch {
      setState('not-copied');
    }
  };
  return html`<button type="button" class="button" onClick=${copy}>${icon('copy')} ${say('copy')}</button>
    <span role="status" class=${state === 'unpressed' ? 'unseen' : 'copy-state'}>${state === 'unpressed' ? '' : say(state)}</span>`;
}
