import type { Figures } from '#training/evaluation/figures.ts';

interface Row {
  key: string;
  says: string;
  /** The figure of real pictures to hold it against: a key, or what it is by definition. */
  real?: string | number;
  better: 'more' | 'less';
}

const rows: readonly Row[] = [
  {
    key: 'heldout_mae',
    says: 'Error of held-out pictures that come back',
    real: 'heldout_mae_other_style',
    better: 'less',
  },
  { key: 'kid', says: 'Kernel distance from real pictures', real: 'kid_floor', better: 'less' },
  { key: 'precision', says: 'Samples among real pictures', real: 'precision_floor', better: 'more' },
  { key: 'recall', says: 'Real pictures among samples', real: 'recall_floor', better: 'more' },
  { key: 'style_accuracy', says: 'Style told right', real: 'style_ceiling', better: 'more' },
  { key: 'style_accuracy_restyled', says: '   of restyled held-out pictures', real: 'style_ceiling', better: 'more' },
  { key: 'style_accuracy_prompted', says: '   of prompts', real: 'style_ceiling', better: 'more' },
  { key: 'style_accuracy_sampled', says: '   of free samples', real: 'style_ceiling', better: 'more' },
  {
    key: 'semantic_top5',
    says: 'Concept asked for among the five likeliest',
    real: 'semantic_ceiling',
    better: 'more',
  },
  ...['subject', 'mood', 'colour', 'worn', 'count'].map((part): Row => {
    const says = part === 'subject' ? 'Scenes: subject among the five likeliest' : `   ${part} told right`;
    return { key: `scene.${part}`, says, real: `scene.${part}_ceiling`, better: 'more' };
  }),
  { key: 'diversity', says: 'Variety per prompt, in features', real: 1, better: 'more' },
  { key: 'diversity_pixels', says: '   in pixels', real: 1, better: 'more' },
  {
    key: 'memorised_share',
    says: 'Samples that are nearly training pictures',
    real: 'memorised_floor',
    better: 'less',
  },
  { key: 'walk_precision', says: 'Half way of walks among real pictures, beside the ends', real: 1, better: 'more' },
  { key: 'smoothness', says: 'Largest step of a walk, in mean steps', real: 'smoothness_crossfade', better: 'less' },
];

export interface Baseline {
  name: string;
  figures: Figures;
}

/** The figures as lines of cells, a header first: what it is, the model's, the baseline's, real pictures', which way. */
export function makeTable(figures: Figures, baseline: Baseline | undefined): string[][] {
  const number = (value: number | undefined) => (value === undefined ? '' : String(Number(value.toPrecision(3))));
  const known = rows.filter(({ key }) => figures[key] !== undefined);
  const lines = known.map(({ key, says, real, better }) => {
    const held = typeof real === 'string' ? figures[real] : real;
    return [says, number(figures[key]), number(baseline?.figures[key]), number(held), better];
  });
  return [['', 'model', baseline?.name ?? '', 'real', 'better'], ...lines];
}

/** The table as plain text. */
export function printTable(table: readonly (readonly string[])[]): string {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  return table
    .map((line) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   '),
    )
    .join('\n');
}
