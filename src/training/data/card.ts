import { contactSheet, intoRows } from '#images/grid.ts';
import { type Credit, findCredit } from './credits.ts';
import type { DataPicture, Dataset, Skipped, StageReport } from './dataset.ts';
import { pictureOf } from './pictures.ts';

/** What a data set is, in figures. */
export interface DataCard {
  name: string;
  /** Width and height of every picture in pixels. */
  size: number;
  hash: string;
  pictures: number;
  heldOut: number;
  styles: { style: string; pictures: number; heldOut: number; credit?: Credit }[];
  /** How many pictures there are in each group, most first. */
  groups: Record<string, number>;
  stages: StageReport[];
  skipped: Skipped[];
}

const columns = 32;
const skippedShown = 50;

/** The figures of a set, with the credits that its packages ask for. */
export async function describeData({
  name,
  size,
  hash,
  pictures,
  styles,
  stages,
  skipped,
}: Dataset): Promise<DataCard> {
  const heldOut = (some: readonly DataPicture[]) => some.filter((picture) => picture.heldOut).length;
  const ofStyle = Map.groupBy(pictures, ({ style }) => style);
  const groups = [...Map.groupBy(pictures, ({ group }) => group)].map(([group, some]) => [group, some.length] as const);
  return {
    name,
    size,
    hash,
    pictures: pictures.length,
    heldOut: heldOut(pictures),
    styles: await Promise.all(
      styles.map(async (style) => {
        const some = ofStyle.get(style)!;
        return { style, pictures: some.length, heldOut: heldOut(some), credit: await findCredit(style) };
      }),
    ),
    groups: Object.fromEntries(groups.sort((a, b) => b[1] - a[1])),
    stages,
    skipped,
  };
}

/** The card as Markdown; it shows a contact sheet `STYLE.png` of each style. */
export function writeCard(card: DataCard): string {
  const { name, size, hash, pictures, heldOut, styles, groups, stages, skipped } = card;
  const left = skipped.slice(0, skippedShown).map(({ file, reason, stage }) => [file, stage, reason]);
  const more = skipped.length > skippedShown ? [`and ${skipped.length - skippedShown} more.`] : [];
  const credited = styles.flatMap(({ style, credit }) => (credit ? [{ style, ...credit }] : []));
  const terms = credited.length > 0 ? [] : ['Pictures of your own: use those that you may use.'];
  return [
    `# The pictures of ${name}`,
    `${pictures} pictures of ${size} × ${size} pixels, ${heldOut} of them held out of training for good. Hash \`${hash}\`.`,
    '## Styles',
    table(
      ['Style', 'Pictures', 'Held out'],
      styles.map((one) => [one.style, one.pictures, one.heldOut]),
    ),
    '## Groups',
    table(['Group', 'Pictures'], Object.entries(groups)),
    '## Stages',
    table(
      ['Stage', 'Pictures after it', 'What it did'],
      stages.map(({ stage, pictures: after, did }) => [
        stage,
        after,
        Object.entries(did)
          .map(([what, count]) => `${what}: ${count}`)
          .join('; '),
      ]),
    ),
    ...(skipped.length > 0 ? ['## Left out', table(['File', 'Stage', 'Why'], left), ...more] : []),
    '## Licences',
    ...terms,
    ...(credited.length > 0
      ? [
          table(
            ['Style', 'Title', 'By', 'Licence', 'Package'],
            credited.map((one) => [one.style, one.title, one.author, `[${one.licence}](${one.url})`, one.package]),
          ),
        ]
      : []),
    '## Contact sheets',
    ...styles.map(({ style }) => `![${style}](${style}.png)`),
    '',
  ].join('\n\n');
}

/** All pictures of a style, as PNG. */
export function drawStyle(dataset: Dataset, style: string): Promise<Uint8Array> {
  const places = [...dataset.pictures.keys()].filter((index) => dataset.pictures[index]!.style === style);
  const own = places.map((index) => pictureOf(dataset, index));
  return contactSheet(intoRows(own, columns), { size: dataset.size });
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
