import { cancelTrainingButton, trainingInWords } from '#chat/answers/training.ts';
import { percent } from '#chat/answers/words.ts';
import { command } from '#chat/command/command.ts';
import { buttonId } from '#chat/pressing/buttons.ts';
import type { Button } from '#chat/reply.ts';
import { waitingInWords } from '#chat/stream.ts';
import { type Message, message, type Words } from '#lib/i18n.ts';
import type { QueueEntry } from '#studio/api.ts';

export default command({
  name: 'queue',
  summary: 'Shows what is waiting and running',
  examples: ['/queue'],
  private: true,
  options: {},
  async run(ctx) {
    const { words } = ctx;
    const { entries, device, checkpoint } = await ctx.studio.queue(ctx.caller);
    const training = ctx.trainer.current(ctx.caller);
    const running = [
      ...entries.map((entry) => describe(entry, words)),
      ...(training ? [trainingInWords(training, words)] : []),
    ];
    const lines = running.length ? running : [words('queue.nothing')];
    return {
      text: [...lines, words('queue.painting-with', { checkpoint, device })].join('\n'),
      buttons: [
        ...entries
          .filter(({ mine }) => mine)
          .slice(0, 4)
          .map((entry) => [cancelButton(entry, words)]),
        ...(training?.mine && ctx.caller.mayRetrain
          ? [[{ ...cancelTrainingButton(words), label: words('queue.cancel-training') }]]
          : []),
      ],
      ephemeral: true,
    };
  },
});

function describe({ id, kind, mine, progress }: QueueEntry, words: Words): string {
  const state = progress.state === 'waiting' ? waitingInWords(progress) : progressInWords(progress);
  return words(mine ? 'queue.entry-yours' : 'queue.entry', { id, kind, state });
}

function progressInWords(progress: Exclude<QueueEntry['progress'], { state: 'waiting' }>): Message {
  if (progress.state !== 'running') return message('queue.done');
  return message('queue.running', { percent: percent(progress.ratio) });
}

function cancelButton({ id, kind }: QueueEntry, words: Words): Button {
  return {
    id: buttonId('cancel', id),
    label: words('queue.cancel', { kind, id }),
    title: words('queue.cancel.does', { kind, id }),
    tone: 'danger',
  };
}
