import { buttonId } from '#chat/buttons.ts';
import { command } from '#chat/command.ts';
import type { Button } from '#chat/reply.ts';
import { waitingInWords } from '#chat/stream.ts';
import { cancelTrainingButton, trainingInWords } from '#chat/training.ts';
import { percent } from '#chat/words.ts';
import type { QueueEntry } from '#studio/api.ts';

export default command({
  name: 'queue',
  summary: 'Shows what is waiting and running',
  examples: ['/queue'],
  private: true,
  options: {},
  async run(ctx) {
    const { entries, device, checkpoint } = await ctx.studio.queue(ctx.caller);
    const training = ctx.trainer.current(ctx.caller);
    const running = [...entries.map(describe), ...(training ? [trainingInWords(training)] : [])];
    const lines = running.length ? running : ['Nothing is waiting.'];
    return {
      text: [...lines, `I paint with \`${checkpoint}\` on ${device}.`].join('\n'),
      buttons: [
        ...entries
          .filter(({ mine }) => mine)
          .slice(0, 4)
          .map((entry) => [cancelButton(entry)]),
        ...(training?.mine && ctx.caller.mayRetrain ? [[{ ...cancelTrainingButton, label: 'Cancel training' }]] : []),
      ],
      ephemeral: true,
    };
  },
});

function describe({ id, kind, mine, progress }: QueueEntry): string {
  const state = progress.state === 'waiting' ? waitingInWords(progress) : progressInWords(progress);
  return `\`${id}\` ${kind}${mine ? ' (yours)' : ''}: ${state}`;
}

function progressInWords(progress: Exclude<QueueEntry['progress'], { state: 'waiting' }>): string {
  return progress.state === 'running' ? `running, ${percent(progress.ratio)}.` : 'done.';
}

function cancelButton({ id, kind }: QueueEntry): Button {
  return {
    id: buttonId('cancel', id),
    label: `Cancel ${kind} ${id}`,
    title: `Take ${kind} ${id} out of the line`,
    tone: 'danger',
  };
}
