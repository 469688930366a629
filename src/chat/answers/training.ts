import { message, type Words } from '#lib/i18n.ts';
import type { ModelHistory, TrainingOutcome, TrainingProgress } from '#studio/api.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';
import { drawing } from './images.ts';
import { day, durationInWords, percent } from './words.ts';

export function cancelTrainingButton(words: Words): Button {
  const [label, title] = [words('button.cancel'), words('training.cancel.does')];
  return { id: buttonId('cancel', 'training'), label, title, tone: 'danger' };
}

/** A run under way in one line, for the queue. */
export function trainingInWords(
  { ratio, phase, remainingMs, mine }: TrainingProgress & { mine: boolean },
  words: Words,
): string {
  const left = remainingMs === undefined ? 'none' : message('time.left', { time: durationInWords(remainingMs) });
  const doing = message(`phase-within.${phase}`);
  return words('training.line', { whose: mine ? 'mine' : 'other', phase: doing, percent: percent(ratio), left });
}

/** A run under way: bar, figures, time left, the loss so far, and a way to stop it. */
export function trainingReply(
  { ratio, phase, step, loss, remainingMs, note, chart }: TrainingProgress,
  words: Words,
): Reply {
  const label = words(`phase.${phase}`);
  const left = remainingMs === undefined ? '' : words('time.left', { time: durationInWords(remainingMs) });
  const figures = [
    step > 0 && words('training.step', { step }),
    loss !== undefined && words('training.loss', { loss: loss.toFixed(4) }),
    left,
  ];
  return {
    text: [[`**${label}**`, ...figures].filter(Boolean).join(' · '), note && words.of(note)].filter(Boolean).join('\n'),
    images: chart ? [drawing('loss', words('training.chart'), chart)] : [],
    buttons: [[cancelTrainingButton(words)]],
    progress: { ratio, label, ...(left && { left }) },
  };
}

/** A run that came to its end: what it did, why its model is used or not, and the same seeds before and after. */
export function trainedReply(outcome: TrainingOutcome, words: Words): Reply {
  const { model, promoted, reason, figures, steps, images, seconds, sources, beforeAfter, chart } = outcome;
  const { heldout_mae_before: before, heldout_mae: after } = figures;
  const done = [
    words('training.steps', { count: steps }),
    words('training.images', { count: images }),
    words.of(durationInWords(seconds * 1000)),
    before !== undefined &&
      after !== undefined &&
      words('training.losses', { before: before.toFixed(4), after: after.toFixed(4) }),
  ];
  return {
    text: [
      promoted ? words('training.promoted', { model: model.name, reason }) : words('training.not-used', { reason }),
      done.filter(Boolean).join(' · '),
      words('training.learnt', sources),
      promoted ? words('training.back') : words('training.use-anyway', { model: model.name }),
    ].join('\n'),
    images: [
      drawing('before-after', words('training.before-after'), beforeAfter),
      drawing('training', words('training.how'), chart),
    ],
    buttons: [],
  };
}

/** What the people of a workspace are told in the morning. */
export function nightReply(outcome: TrainingOutcome, words: Words): Reply {
  const { text, ...reply } = trainedReply(outcome, words);
  return { ...reply, text: `${words('training.night')}\n${text}` };
}

/** That Easel went back to the model before by itself. */
export function rolledBackReply(
  { from, to, before, after }: { from: string; to: string; before: number; after: number },
  words: Words,
): Reply {
  return { text: words('training.went-back', { from, to, before: percent(before), after: percent(after) }) };
}

/** What was learnt here, in words and as a picture of every model. */
export function historyReply({ lessons, picture }: ModelHistory, words: Words): Reply {
  const lines = lessons.map(({ model, parent, at, promoted, active, reason }) => {
    const state = active ? 'active' : promoted ? 'before' : 'unused';
    return words('training.history-line', { model, state, parent, day: day(at, words), reason });
  });
  const shown = drawing('history', words('training.history-picture'), picture);
  return { text: [`**${words('training.history')}**`, ...lines].join('\n'), images: [shown] };
}
