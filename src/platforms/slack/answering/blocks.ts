import type { types } from '@slack/bolt';
import type { Button, Select } from '#chat/reply.ts';
import { readSpoilers, spoilerButton, spoilerId } from './spoilers.ts';
import { shorten } from './text.ts';
import type { Block, ShownImage, View } from './view.ts';

/** Slack's limits, in characters, elements and blocks. */
const longest = { section: 3000, button: 75, words: 75, title: 2000, placeholder: 150 };
const mostBlocks = 50;
const mostSections = 8;
const mostElements = 25;

/** Ids of blocks, by which a message tells its pictures and their buttons when it comes back. */
const madeStart = 'made:';
/** Two of what is made of the same pictures are told apart by where they stand. */
const imageId = ({ pictures, made }: ShownImage, index: number) =>
  made ? `${madeStart}${pictures.join(',')}:${index}` : `picture:${pictures.join(',')}`;
const rowId = (picture: string, row: number) => `of:${picture}:${row}`;
const picturesOf = (blockId = '') => /^(?:picture|made|of):([^:]+)/.exec(blockId)?.[1]?.split(',') ?? [];

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: true });

/** A text in pieces of at most `longest.section` characters, cut at line breaks where there are some. */
function* pieces(text: string): Generator<string> {
  let rest = text;
  while (rest.length > longest.section) {
    const lineBreak = rest.lastIndexOf('\n', longest.section);
    const end = lineBreak > 0 ? lineBreak : longest.section;
    yield rest.slice(0, end);
    rest = rest.slice(lineBreak > 0 ? end + 1 : end);
  }
  if (rest) yield rest;
}

/** Verbatim: Slack makes no links or mentions out of plain words. */
const section = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

export const imageBlock = (image: ShownImage, index: number): types.ImageBlock => ({
  type: 'image',
  ...(image.pictures.length && { block_id: imageId(image, index) }),
  slack_file: { id: image.file },
  alt_text: shorten(image.alt || image.title, longest.title),
  title: plain(shorten(image.title, longest.title)),
});

const button = ({ id, label, title, tone }: Button): types.Button => ({
  type: 'button',
  action_id: id,
  text: plain(shorten(label, longest.button)),
  accessibility_label: shorten(title, longest.words),
  ...(tone && { style: tone }),
});

const option = (id: string, label: string): types.PlainTextOption => ({
  text: plain(shorten(label, longest.words)),
  value: id,
});

function select({ label, entries }: Select, index: number): types.StaticSelect {
  const chosen = entries.find((entry) => entry.chosen);
  return {
    type: 'static_select',
    action_id: `select:${index}`,
    placeholder: plain(shorten(label, longest.placeholder)),
    options: entries.map(({ id, label: words }) => option(id, words)),
    ...(chosen && { initial_option: option(chosen.id, chosen.label) }),
  };
}

const row = (buttons: Button[], blockId?: string): Block => ({
  type: 'actions',
  ...(blockId && { block_id: blockId }),
  elements: buttons.slice(0, mostElements).map(button),
});

/**
 * A view as blocks: the text, each single picture with its own buttons below it, then the other buttons and the menus. A
 * button stands for all spoilers.
 */
export function toBlocks({ text, images, buttons, selects, reveal = '🙈' }: View): Block[] {
  const hidden = images.filter(({ spoiler }) => spoiler);
  const ownerOf = ({ pictures: [first, ...others] }: ShownImage) => (others.length ? undefined : first);
  const shown = new Set(images.map(ownerOf));
  const byOwner = Map.groupBy(buttons, ([first, ...others]) => {
    const picture = first?.picture;
    return picture && shown.has(picture) && others.every((one) => one.picture === picture) ? picture : undefined;
  });
  const rowsOf = (picture?: string) => (picture ? (byOwner.get(picture) ?? []) : []);
  return [
    ...[...pieces(text)].slice(0, mostSections).map(section),
    ...(hidden.length ? [{ type: 'actions', elements: [spoilerButton(hidden, reveal)] } satisfies Block] : []),
    ...images.flatMap((one, index) => [
      ...(one.spoiler ? [] : [imageBlock(one, index)]),
      ...rowsOf(ownerOf(one)).map((own, place) => row(own, rowId(ownerOf(one) ?? '', place))),
    ]),
    ...(byOwner.get(undefined) ?? []).map((rest) => row(rest)),
    ...selects.map((menu, index): Block => ({ type: 'actions', elements: [select(menu, index)] })),
  ].slice(0, mostBlocks);
}

function readButton({ action_id, text, accessibility_label, style }: types.Button, picture?: string): Button {
  return {
    id: action_id ?? '',
    label: text.text,
    title: accessibility_label ?? text.text,
    ...(picture && { picture }),
    ...(style && { tone: style }),
  };
}

function readSelect({ placeholder, options = [], initial_option }: types.StaticSelect): Select {
  return {
    label: placeholder?.text ?? '',
    entries: options.map(({ text, value = '' }) => ({
      id: value,
      label: text.text,
      ...(value === initial_option?.value && { chosen: true }),
    })),
  };
}

/** What a message of Easel's shows, from its blocks as Slack hands them back. */
export function readView(blocks: Block[]): View {
  const texts: string[] = [];
  const view: View = { text: '', images: [], buttons: [], selects: [] };
  for (const block of blocks) {
    const pictures = picturesOf(block.block_id);
    if (block.type === 'section') texts.push(block.text?.text ?? '');
    if (block.type === 'image') {
      const file = 'slack_file' in block && block.slack_file && 'id' in block.slack_file ? block.slack_file.id : '';
      const title = block.title?.text ?? '';
      const made = block.block_id?.startsWith(madeStart) && { made: true as const };
      if (file) view.images.push({ pictures, ...made, file, title, alt: block.alt_text });
    }
    if (block.type !== 'actions') continue;
    const [first] = block.elements;
    if (first?.type === 'button' && first.action_id === spoilerId) {
      view.images.push(...readSpoilers(first.value));
      view.reveal = first.text.text;
      continue;
    }
    const buttons = block.elements.filter((element) => element.type === 'button');
    if (buttons.length) view.buttons.push(buttons.map((one) => readButton(one, pictures[0])));
    for (const element of block.elements) if (element.type === 'static_select') view.selects.push(readSelect(element));
  }
  return { ...view, text: texts.join('\n') };
}

/** Ids of Easel's pictures that a message shows one by one, in that order. */
export function picturesIn(blocks: Block[]): string[] {
  return readView(blocks).images.flatMap(({ pictures, made }) => (made ? [] : pictures));
}
