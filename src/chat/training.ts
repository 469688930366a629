import type { TrainingOutcome, TrainingProgress } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import { drawing } from './images.ts';
import type { Button, Reply } from './reply.ts';
import { durationInWords, plural } from './words.ts';

const phases = {
  preparing: 'Preparing the pictures',
  training: 'Training',
  saving: 'Saving the new model',
  done: 'Done',
} as const;

const cancelButton: Button = {
  id: buttonId('cancel', 'training'),
  label: 'Cancel',
  title: 'Stop the training; the model stays as it is',
  tone: 'danger',
};

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
    buttons: [[cancelButton]],
    progress: { ratio, label: phases[phase], ...(remainingMs !== undefined && { remainingMs }) },
  };
}

/** A run that ended well: what it did, and the same codes before and after. */
export function trainedReply(outcome: TrainingOutcome): Reply {
  const { model, steps, images, seconds, lossBefore, lossAfter, beforeAfter, chart } = outcome;
  const figures = [
    plural(steps, 'step'),
    plural(images, 'image'),
    durationInWords(seconds * 1000),
    `loss ${lossBefore.toFixed(4)} before, ${lossAfter.toFixed(4)} after`,
  ];
  return {
    text: [
      `**Trained.** I paint with \`${model.name}\` from now on.`,
      figures.join(' · '),
      '`/model rollback` goes back to the one before.',
    ].join('\n'),
    images: [
      drawing('before-after', 'The same codes painted before and after the training', beforeAfter),
      drawing('loss', 'The loss over the whole training', chart),
    ],
    buttons: [],
  };
}
