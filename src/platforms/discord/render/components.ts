import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button, Reply, Select } from '#chat/reply.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const mostRows = 5;
const mostEntries = 25;
const longestLabel = 80;
const longestEntry = 100;
const menuPrefix = 'menu';
const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

/**
 * A reply's buttons and menus as Discord's rows, five at most. Where there are more, the buttons under pictures are
 * folded up into menus, whose entries press them.
 */
export function renderComponents({ buttons = [], selects = [] }: Pick<Reply, 'buttons' | 'selects'>): Row[] {
  const rows = buttons.filter((row) => row.length);
  if (rows.length + selects.length <= mostRows) return [...rows.map(buttonRow), ...selects.map(menuRow)];
  const others = rows.filter((row) => !row.some(({ picture }) => picture));
  const menus = foldedUp(rows.filter((row) => row.some(({ picture }) => picture)));
  const unfolded = others.slice(0, Math.max(0, mostRows - menus.length - selects.length));
  return [...[...menus, ...selects].map(menuRow), ...unfolded.map(buttonRow)].slice(0, mostRows);
}

/** Whether a component's id is that of a menu, whose chosen entry is the id of a button. */
export function isMenu(id: string): boolean {
  return id.startsWith(`${menuPrefix}:`);
}

function buttonRow(row: Button[]): Row {
  return { type: ComponentType.ActionRow, components: row.slice(0, 5).map(button) };
}

function button({ id, label, tone }: Button): APIButtonComponent {
  const style = tone ? styles[tone] : ButtonStyle.Secondary;
  return { type: ComponentType.Button, custom_id: id, style, label: shortened(label, longestLabel) };
}

function menuRow({ label, entries }: Select, index: number): Row {
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: `${menuPrefix}:${index}`,
    placeholder: shortened(label, longestEntry),
    options: entries.slice(0, mostEntries).map((entry) => ({
      value: entry.id,
      label: shortened(entry.label, longestEntry),
      ...(entry.chosen && { default: true }),
    })),
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}

/** Rows of buttons as menus, each row whole. */
function foldedUp(rows: Button[][]): Select[] {
  const groups: Button[][][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last.flat().length + row.length <= mostEntries) last.push(row);
    else groups.push([row]);
  }
  let before = 0;
  return groups.map((group) => {
    const label = group.length > 1 ? `Pictures ${before + 1} to ${before + group.length}` : `Picture ${before + 1}`;
    before += group.length;
    return { label, entries: group.flat().map(({ id, label: sign, title }) => ({ id, label: `${sign} ${title}` })) };
  });
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
