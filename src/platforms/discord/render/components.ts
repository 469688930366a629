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

/** A reply's buttons and menus as Discord's rows, five at most. */
export function renderComponents({ buttons = [], selects = [] }: Pick<Reply, 'buttons' | 'selects'>): Row[] {
  const rows = buttons.filter((row) => row.length);
  return [...rows.map(buttonRow), ...selects.map(menuRow)].slice(0, mostRows);
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

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
