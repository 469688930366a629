import { html } from 'htm/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Modal as Question } from '#chat/reply.ts';
import { dismissMessage, getCommands, pressButton, runAgain, submitModal, wordsOf } from './api.ts';
import { Composer } from './composer/composer.ts';
import { useAttachments } from './composer/use-attachments.ts';
import { QuestionDialog } from './frame/question-dialog.ts';
import { Lightbox } from './picture/lightbox.ts';
import { say } from './say.ts';
import { DrawingBoard } from './sketch/drawing-board.ts';
import { Timeline } from './timeline/timeline.ts';
import { useConversation } from './timeline/use-conversation.ts';
import { useUnseenCount } from './timeline/use-unseen-count.ts';
import type { CommandView, ImageView, MessageView, PressedView, SessionView } from './views.ts';

/** What can be done with a message, for the components that show one. */
export interface MessageActions {
  press: (message: MessageView, buttonId: string) => Promise<void>;
  again: (message: MessageView) => void;
  edit: (text: string) => void;
  dismiss: (message: MessageView) => void;
  open: (images: readonly ImageView[], index: number) => void;
}

/** A question on the screen, and what answers it. */
interface Asked {
  modal: Question;
  answer: (id: string, values: Record<string, string>) => Promise<void>;
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
  const [asked, setAsked] = useState<Asked>();
  const [board, setBoard] = useState(false);
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
    const show = ({ notice, modal, message }: PressedView, answer: Asked['answer']) => {
      if (message) take(message);
      if (notice) onNotice(notice);
      setAsked(modal && { modal, answer });
    };
    /** What was pressed on a message, and what is filled in where that asks something. */
    const follow = (messageId: string, buttonId: string, act: () => Promise<PressedView>): Promise<void> =>
      attempt(async () =>
        show(await act(), (id, values) =>
          follow(messageId, buttonId, () => submitModal(messageId, buttonId, id, values)),
        ),
      );
    return {
      press: ({ id }, buttonId) => follow(id, buttonId, () => pressButton(id, buttonId)),
      again: ({ id, cause }) => void follow(cause?.message ?? id, cause?.button ?? '', () => runAgain(id)),
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
    ${conversation.connection === 'lost' && html`<div class="offline" role="status">${say('reconnecting')}</div>`}
    <${Composer} commands=${commands} limits=${session.limits} attachments=${attachments} draft=${draft} onSend=${conversation.send} onDraw=${session.sketching ? () => setBoard(true) : undefined} />
    ${dragging && html`<div class="drop-hint">${say('drop')}</div>`}
    ${board && html`<${DrawingBoard} onPost=${(text: string, file: File) => conversation.send(text, [file])} onNotice=${onNotice} onClose=${() => setBoard(false)} />`}
    ${asked && html`<${QuestionDialog} question=${asked.modal} onAnswer=${(values: Record<string, string>) => asked.answer(asked.modal.id, values)} onClose=${() => setAsked(undefined)} />`}
    ${opened && html`<${Lightbox} images=${opened.images} start=${opened.index} hasGallery=${session.gallery} onClose=${() => setOpened(undefined)} />`}
  </main>`;
}
