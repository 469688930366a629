import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../say.ts';
import type { MessageView } from '../views.ts';

/** As much of a text as is told; the rest is there to be read. */
const longest = 200;

/** Tells screen readers of each answer and message as it comes, in a sentence, and of none from before or that is gone. */
export function Announcer({ messages }: { messages: readonly MessageView[] }) {
  const newest = Math.max(0, ...messages.map(({ sequence }) => sequence));
  const seen = useRef(newest);
  const told = useRef(new Set<string>());
  const [spoken, setSpoken] = useState<readonly MessageView[]>([]);
  useEffect(() => {
    const fresh = messages.filter(({ id, sequence, state }) => {
      return sequence > seen.current && state !== 'running' && !told.current.has(id);
    });
    if (fresh.length === 0) return;
    for (const { id } of fresh) told.current.add(id);
    setSpoken(fresh);
  }, [messages]);
  const there = spoken.filter(({ id }) => messages.some((message) => message.id === id));
  return html`<div class="unseen" role="status" aria-live="polite">${there.map(inWords).join(' ')}</div>`;
}

/** A message in one sentence. */
export function inWords({ authorName, text, images, buttons }: MessageView): string {
  const said = text.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim();
  const short = said.length > longest ? `${said.slice(0, longest)}…` : said;
  const pictures = buttons.length > 0 ? 'pictures-with-buttons' : 'pictures';
  const parts = [short, images.length > 0 ? say(pictures, { count: images.length }) : ''];
  const sentence = `${authorName}: ${parts.filter(Boolean).join(' – ')}`;
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
