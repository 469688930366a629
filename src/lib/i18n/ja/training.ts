import type { training as english } from '../en/training.ts';

export const training: Readonly<Record<keyof typeof english, string>> = {
  'phase.preparing': '絵を準備中',
  'phase.training': '学習中',
  'phase.comparing': '前のモデルと比較中',
  'phase.saving': '新しいモデルを保存中',
  'phase.done': '完了',
  'phase-within.preparing': '絵を準備中',
  'phase-within.training': '学習中',
  'phase-within.comparing': '前のモデルと比較中',
  'phase-within.saving': '新しいモデルを保存中',
  'phase-within.done': '完了',
  'training.cancel.does': '学習を止める（モデルは今のまま）',
  'training.line':
    '{whose, select, mine {学習} other {ほかの人の学習}}：{phase}、{percent}{left, select, none {} other {、{left}}}。',
  'training.step': 'ステップ{step, number}',
  'training.loss': '損失 {loss}',
  'training.chart': 'これまでの損失',
  'training.steps': '{count, plural, other {#ステップ}}',
  'training.images': '{count, plural, other {#枚}}',
  'training.losses': '損失：学習前 {before}、学習後 {after}',
  'training.promoted': '**学習しました。** これからは `{model}` で描きます（理由：{reason}）。',
  'training.not-used': '**学習しましたが、使いません。** これまでどおりに描きます（理由：{reason}）。',
  'training.back': '`/model rollback` で前のモデルに戻せます。',
  'training.use-anyway': '`/model use {model}` で、それでも使うことができます。',
  'training.before-after': '同じシードを学習の前と後で描いた絵',
  'training.how': '学習の経過',
  'training.night': '🌙 昨夜、みなさんから学びました。',
  'training.went-back':
    '`{from}` から `{to}` に **戻しました**：最初の1日で絵が得た票は{after}で、その前は{before}でした。',
  'training.history': 'ここで学んだこと',
  'training.history-line':
    '`{model}`{state, select, active {（使用中）} unused {（未使用）} other {}} · `{parent}` から · {day} · {reason}',
  'training.history-picture': '同じシードを各モデルで描いた絵（古い順）',
  'training.learnt':
    '{people, plural, other {#人}}の{votes, plural, other {#票}}{favorites, plural, =0 {} other {、お気に入り#件}}{given, plural, =0 {} other {、提供された絵#枚}}から学びました。',
  'model.list': 'モデル',
  'model.in-use': '{name}（使用中）',
  'model.made': '{family}、ステップ{step, number}',
  'model.parent': '`{parent}` から',
  'model.from-now': 'これからは `{model}` で描きます。',
  'model.which-compare':
    'どのモデルを比べますか？`/model compare A B` と書いてください。名前は `/model list` で見られます。',
  'model.which-use': 'どのモデルを使いますか？`/model use NAME` と書いてください。名前は `/model list` で見られます。',
  'model.compared': '同じシードを、上は `{one}`、下は `{other}` で描きました。',
  'model.compared-picture': '同じシードを{one}と{other}で描いた絵',
};
