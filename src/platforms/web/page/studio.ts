import { html } from 'htm/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CommandView, ImageView, MessageView, SessionView } from '../views.ts';
import { dismissMessage, getCommands, pressButton, runAgain, wordsOf } from './api.ts';
import { Composer } from './composer.ts';
import { Lightbox } from './lightbox.ts';
import { Timeline } from './timeline.ts';
import { useAttachments } from './use-attachments.ts';
import { useConversation } from './use-conversation.ts';
import { useUnseenCount } from './use-unseen-count.ts';

/** What can be done with a message, for the components that show one. */
export interface MessageActions {
  press: (message: MessageView, buttonId: string) => Promise<void>;
  again: (message: MessageView) => void;
  edit: (text: string) => void;
  dismiss: (message: MessageView) => void;
  open: (images: readonly ImageView[], index: number) => void;
}

interface StudioProps {
  session: SessionView;
  onNotice: (words: string) => void;
}

/** The chat. */
export function Studio({ session, onNotice }: StudioProps) {
  const conversation = useConversation(onNotice);
  const attachments = useAttachments(session.limits, onNotice);
  const [commands, setCommands] = useState<readonly CommandView[]>([]);
  const [draft, setDraft] = useState({ text: '' });
  const [opened, setOpened] = useState<{ images: readonly ImageView[]; index: number }>();
  const [dragging, setDragging] = useState(false);
  useUnseenCount(conversation.timeline?.messages);

  useEffect(() => {
    getCommands().then(setCommands, (error) => onNotice(wordsOf(error)));
  }, [onNotice]);

  const { take } = conversation;
  const actions = useMemo((): MessageActions => {
    const attempt = async (act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (error) {
        onNotice(wordsOf(error));
      }
    };
    return {
      press: (message, buttonId) =>
        attempt(async () => {
          const { notice, message: after } = await pressButton(message.id, buttonId);
          if (after) take(after);
          if (notice) onNotice(notice);
        }),
      again: ({ id }) => void attempt(() => runAgain(id)),
      dismiss: ({ id }) => void attempt(() => dismissMessage(id)),
      edit: (text) => setDraft({ text }),
      open: (images, index) => setOpened({ images, index }),
    };
  }, [take, onNotice]);

  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setDragging(event.type === 'dragover');
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    attachments.add(event.dataTransfer?.files ?? []);
  };

  return html`<main class="studio" onDragOver=${onDrag} onDragLeave=${onDrag} onDrop=${onDrop}>
    <${Timeline} session=${session} conversation=${conversation} commands=${commands} actions=${actions} />
    ${conversation.connection === 'lost' && html`<div class="offline" role="status">Reconnecting… what you send is kept until then.</div>`}
    <${Composer} commands=${commands} limits=${session.limits} attachments=${attachments} draft=${draft} onSend=${conversation.send} />
    ${dragging && html`<div class="drop-hint">Drop pictures to attach them</div>`}
    ${opened && html`<${Lightbox} images=${opened.images} start=${opened.index} hasGallery=${session.gallery} onClose=${() => setOpened(undefined)} />`}
  </main>`;
}
