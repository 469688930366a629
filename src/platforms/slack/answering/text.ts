import type { AnyCommand, Option } from '#chat/command/command.ts';
import { type Markup, renderMarkup, spansOf } from '#chat/markup.ts';
import { nearest } from '#chat/reading/nearest.ts';
import { readShortcodes } from './emoji.ts';

/** Slack reads three signs as its own; what they would do, mentions and links, they do not do escaped. */
const escapes: Markup['inText'] = [
  [/&/g, '&amp;'],
  [/</g, '&lt;'],
  [/>/g, '&gt;'],
];

const mrkdwn: Markup = {
  bold: ['*', '*'],
  code: ['`', '`'],
  places: { role: ['<!subteam^', '>'], channel: ['<#', '>'] },
  inText: escapes,
  inCode: escapes,
};

/** A reply's text as Slack's mrkdwn. */
export function toMrkdwn(text: string): string {
  return renderMarkup(text, mrkdwn);
}

/** A reply's text without marks, for notifications and screen readers. It is escaped all the same. */
export function toPlain(text: string): string {
  const bare = spansOf(text)
    .map((span) => span.text)
    .join('');
  return renderMarkup(bare, { ...mrkdwn, bold: ['', ''], code: ['', ''], places: undefined });
}

/** At most `length` characters, the last one an ellipsis where some are left out. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const sign of text) {
    if (kept.length + sign.length >= length) break;
    kept += sign;
  }
  return `${kept}…`;
}

/** How people who are mentioned are read. */
type People = 'names' | 'ids';

/** What Slack wrote for a person, a channel, a group or a link: `<@U1|ana>`, `<#C1|general>`, `<!subteam^S1>`. */
const reference = /<(@|#|!subteam\^|!)?([^>|]*)(?:\|([^>]*))?>/g;

function readReference(kind: string | undefined, target: string, words = '', people: People = 'names'): string {
  if (kind === '@' && people === 'ids') return `<@${target}>`;
  if (kind === '#' || kind === '!subteam^') return target;
  return kind ? words : words || target;
}

/**
 * What a person wrote, as they typed it: emoji as emoji, channels and groups as their ids, people by name or not at
 * all unless their ids are wanted, and Slack's escapes undone.
 */
export function readText(text: string, people?: People): string {
  const typed = text
    .replace(reference, (_, kind: string | undefined, target: string, words?: string) =>
      readReference(kind, target, words, people),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return readShortcodes(typed).trim();
}

/**
 * What was written to the bot as a command: `generate fox` is `/generate fox`, `a happy dragon please` is what to paint,
 * nothing at all is `/help`. A command's name that was mistyped stays one, so that the answer can say which was meant.
 */
export function readCommand(text: string, commands: Commands): string {
  const said = text.replace(/^\s*<@[^>]*>/, '');
  const typed = readText(said, peopleOf(/\w+/.exec(said)?.[0].toLowerCase(), commands));
  if (!typed) return '/help';
  if (typed.startsWith('/')) return typed;
  const [first = ''] = typed.split(/[\s:]/, 1);
  return nearest(first, commands.keys()) ? `/${typed}` : `/generate ${typed}`;
}

type Commands = ReadonlyMap<string, Partial<Pick<AnyCommand, 'options'>>>;

/** How a command reads who is mentioned: by their ids where an option of it is a person, or may be painted from one. */
export function peopleOf(name: string | undefined, commands: Commands): People {
  const options: Option[] = Object.values(commands.get(name ?? '')?.options ?? {});
  const takesPeople = ({ kind, pick, attachedOnly }: Option) =>
    pick === 'person' || (kind === 'ingredient' && !attachedOnly);
  return options.some(takesPeople) ? 'ids' : 'names';
}
