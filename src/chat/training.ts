import type { ModelHistory, TrainingOutcome, TrainingProgress } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import { drawing } from './images.ts';
import type { Button, Reply } from './reply.ts';
import { day, durationInWords, percent, plural } from './words.ts';

const phases = {
  preparing: 'Preparing the pictures',
  training: 'Training',
  comparing: 'Comparing with the model before',
  saving: 'Saving the new model',
  done: 'Done',
} as const;

export const cancelTrainingButton: Button = {
  id: buttonId('cancel', 'training'),
  label: 'Cancel',
  title: 'Stop the training; the model stays as it is',
  tone: 'danger',
};

/** A run under way in one line, for the queue. */
export function trainingInWords({ ratio, phase, remainingMs, mine }: TrainingProgress & { mine: boolean }): string {
  const left = remainingMs === undefined ? '' : `, ${durationInWords(remainingMs)} left`;
  return `A training${mine ? '' : " of somebody else's"}: ${phases[phase].toLowerCase()}, ${percent(ratio)}${left}.`;
}

/** A run under way: bar, figures, time left, the loss so far, and a way to stop it. */
export function trainingReply({ ratio, phase, step, loss, remainingMs, note, chart }: TrainingProgress): Reply {
  const figures = [
    step > 0 && `step ${step.toLocaleString('en-US')}`,
    loss !== undefined && `loss ${loss.toFixed(4)}`,
    remainingMs !== undefined && `${durationInWords(remainingMs)} left`,
  ];
  return {
    text: [[`**${phases[phase]}**`, ...figures].filter(Boolean).join(' · '), note].filter(Boolean).join('\n'),
    images: chart ? [drawing('loss', 'The loss so far', chart)] : [],
    buttons: [[cancelTrainingButton]],
    progress: { ratio, label: phases[phase], ...(remainingMs !== undefined && { remainingMs }) },
  };
}

/** A run that came to its end: what it did, why its model is used or not, and the same seeds before and after. */
export function trainedReply(outcome: TrainingOutcome): Reply {
  const { model, promoted, reason, figures, steps, images, seconds, sources, beforeAfter, chart } = outcome;
  const { heldout_mae_before: before, heldout_mae: after } = figures;
  const done = [
    plural(steps, 'step'),
    plural(images, 'image'),
    durationInWords(seconds * 1000),
    before !== undefined && after !== undefined && `loss ${before.toFixed(4)} before, ${after.toFixed(4)} after`,
  ];
  const back = '`/model rollback` goes back to the one before.';
  return {
    text: [
      promoted
        ? `**Trained.** I paint with \`${model.name}\` from now on, because ${reason}.`
        : `**Trained, and not used.** I paint as before, because ${reason}.`,
      done.filter(Boolean).join(' · '),
      learntFrom(sources),
      promoted ? back : `\`/model use ${model.name}\` would use it all the same.`,
    ].join('\n'),
    images: [
      drawing('before-after', 'The same seeds painted before and after the training', beforeAfter),
      drawing('training', 'How the training went', chart),
    ],
    buttons: [],
  };
}

/** What the people of a workspace are told in the morning. */
export function nightReply(outcome: TrainingOutcome): Reply {
  const { text, ...reply } = trainedReply(outcome);
  return { ...reply, text: `🌙 Last night I learnt from you.\n${text}` };
}

/** That Easel went back to the model before by itself. */
export function rolledBackReply(shares: { from: string; to: string; before: number; after: number }): Reply {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const liked = `${percent(shares.after)} of the votes were for its pictures, and ${percent(shares.before)} before`;
  return {
    text: `**I went back** from \`${shares.from}\` to \`${shares.to}\`: in its first day ${liked}.`,
  };
}

/** What was learnt here, in words and as a picture of every model. */
export function historyReply({ lessons, picture }: ModelHistory): Reply {
  const lines = lessons.map(({ model, parent, at, promoted, active, reason }) => {
    const state = active ? ' (in use)' : promoted ? '' : ' (not used)';
    return `\`${model}\`${state} · from \`${parent}\` · ${day(at)} · ${reason}`;
  });
  const shown = drawing('history', 'The same seeds painted by each model, the oldest first', picture);
  return { text: ['**What I learnt here**', ...lines].join('\n'), images: [shown] };
}

function learntFrom({ votes, people, favorites, given }: TrainingOutcome['sources']): string {
  const parts = [
    `${plural(votes, 'vote')} of ${people === 1 ? 'one person' : `${people} people`}`,
    favorites > 0 && plural(favorites, 'favourite'),
    given > 0 && `${plural(given, 'picture')} that people gave`,
  ];
  return `Learnt from ${parts.filter(Boolean).join(', ')}.`;
}
