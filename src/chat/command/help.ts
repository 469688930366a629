import { english, type Words } from '#lib/i18n.ts';
import type { Reply } from '../reply.ts';
import type { AnyCommand, Option } from './command.ts';
import { commandSummary, optionSummary } from './locales.ts';
import { usage } from './usage.ts';

/** All commands, one line each. */
export function helpReply(commands: ReadonlyMap<string, AnyCommand>, words: Words): Reply {
  const lines = [...commands.values()].map((command) => {
    const line = words('help.command', { command: command.name, summary: commandSummary(command, words) });
    return forAdmins(command, line, words);
  });
  const title = `**${words('help.title')}**`;
  return { text: [title, ...lines, words('help.more'), words('help.under')].join('\n'), ephemeral: true };
}

/** One command with its options and examples. */
export function commandHelpReply(command: AnyCommand, words: Words): Reply {
  const headline = words('help.headline', { command: command.name, summary: commandSummary(command, words) });
  const options = Object.entries<Option>(command.options).map(
    ([name, option]) => `\`${name}\` ${optionSummary(command, name, option, words)}${detail(option, words)}`,
  );
  const lines = [
    forAdmins(command, headline, words),
    usage(command),
    ...options,
    ...command.examples.map((example) => words('help.example', { example })),
  ];
  return { text: lines.join('\n'), ephemeral: true };
}

const forAdmins = ({ admin }: AnyCommand, line: string, words: Words): string =>
  admin ? words('help.for-admins', { line }) : line;

/** The table of all commands in docs/commands.md, as Markdown. */
export function renderCommandTable(commands: ReadonlyMap<string, AnyCommand>): string {
  const rows = [...commands.values()].map((command) => {
    const example = command.examples[0] ? `\`${command.examples[0]}\`` : '';
    return [usage(command), forAdmins(command, command.summary, english), example];
  });
  return [['Command', 'Does', 'Example'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function detail({ required, choices, min, max }: Option, words: Words): string {
  const parts = [
    required && words('help.required'),
    choices?.reduce((one, other) => words('help.or', { one, other })),
    min !== undefined && max !== undefined && words('help.range', { min, max }),
  ].filter(Boolean);
  return parts.length ? ` (${parts.join(', ')})` : '';
}
