import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayOf } from '../format.ts';
import { icon } from '../frame/icons.ts';
import { pageLocale, say } from '../say.ts';
import type { MessageActions } from '../studio.ts';
import type { CommandView, MessageView, SessionView } from '../views.ts';
import { Announcer } from './announcer.ts';
import { Message } from './message.ts';
import { Pending } from './pending.ts';
import type { Conversation } from './use-conversation.ts';
import { useStickyBottom } from './use-sticky-bottom.ts';
import { Welcome } from './welcome.ts';

interface TimelineProps {
  session: SessionView;
  conversation: Conversation;
  commands: readonly CommandView[];
  actions: MessageActions;
}

const together = 5 * 60_000;

/** Whether a message continues the one above it, so that its author need not be named again. */
function continues(message: MessageView, before?: MessageView): boolean {
  if (!before || before.author !== message.author || message.bot || before.private !== message.private) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < together;
}

/** The messages, oldest first, with what is still on its way at the end. */
export function Timeline({ session, conversation, commands, actions }: TimelineProps) {
  const { timeline, outbox, send, resend, discard, loadOlder } = conversation;
  const messages = timeline?.messages ?? [];
  const own = messages.findLast(({ author }) => author === session.id);
  const { scroller, content, atBottom, toBottom } = useStickyBottom(`${own?.id} ${outbox.length}`);
  const [loading, setLoading] = useState(false);
  const heightBefore = useRef<number | undefined>(undefined);
  const first = messages[0]?.id;

  useLayoutEffect(() => {
    if (heightBefore.current === undefined || !scroller.current) return;
    scroller.current.scrollTop += scroller.current.scrollHeight - heightBefore.current;
    heightBefore.current = undefined;
  }, [first, scroller]);

  const older = async () => {
    setLoading(true);
    heightBefore.current = scroller.current?.scrollHeight;
    await loadOlder();
    setLoading(false);
  };

  if (!timeline)
    return html`<div class="timeline"><div class="skeleton" role="status" aria-label=${say('loading-messages')}><i /><i /><i /></div></div>`;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const rows = messages.flatMap((message, place) => {
    const before = messages[place - 1];
    const day = dayOf(message.createdAt, pageLocale());
    const newDay = !before || dayOf(before.createdAt, pageLocale()) !== day;
    const question = message.cause && byId.get(message.cause.message);
    const row = html`<${Message} key=${message.id} message=${message} question=${question}
      follows=${question !== undefined && question === before} continued=${!newDay && continues(message, before)}
      personId=${session.id} actions=${actions} />`;
    return newDay ? [html`<${Day} key=${`day-${message.id}`} name=${day} />`, row] : [row];
  });
  return html`<div class="timeline" ref=${scroller} tabindex="0" aria-label=${say('messages')}>
    <div class="timeline-content" ref=${content}>
      ${
        timeline.before === undefined
          ? html`<${Welcome} commands=${commands} empty=${messages.length + outbox.length === 0} onTry=${(text: string) => send(text, [])} />`
          : html`<button type="button" class="button older" aria-disabled=${loading ? 'true' : undefined} onClick=${loading ? undefined : older}>${say(loading ? 'loading' : 'earlier')}</button>`
      }
      <div role="log" aria-label=${say('chat')} aria-live="off">${rows}</div>
      <${Announcer} messages=${messages} />
      ${outbox.map((entry) => html`<${Pending} key=${entry.clientId} entry=${entry} session=${session} onResend=${resend} onDiscard=${discard} />`)}
    </div>
    ${!atBottom && html`<button type="button" class="to-bottom" onClick=${toBottom}>${icon('down')} ${say('latest')}</button>`}
  </div>`;
}

function Day({ name }: { name: string }) {
  return html`<div class="day" role="separator"><span>${name}</span></div>`;
}
