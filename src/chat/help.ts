import type { AnyCommand, Option } from './command.ts';
import type { Reply } from './reply.ts';
import { usage } from './usage.ts';

/** All commands, one line each. */
export function helpReply(commands: ReadonlyMap<string, AnyCommand>): Reply {
  const lines = [...commands.values()].map(
    (command) => `\`/${command.name}\` ${command.summary}${command.admin ? ' (admins)' : ''}`,
  );
  const more = 'More on one of them: `/help mix`.';
  const under =
    'Under a grid: 1 👍 votes for a picture, 1… opens it (👎 ❤️ vary, enlarge, edit, save), 🔁 paints again.';
  return { text: ['**What I can do**', ...lines, more, under].join('\n'), ephemeral: true };
}

/** One command with its options and examples. */
export function commandHelpReply(command: AnyCommand): Reply {
  const options = Object.entries<Option>(command.options).map(
    ([name, option]) => `\`${name}\` ${option.summary}${detail(option)}`,
  );
  const lines = [
    `**/${command.name}** ${command.summary}${command.admin ? ' (admins)' : ''}`,
    usage(command),
    ...options,
    ...command.examples.map((example) => `Example: \`${example}\``),
  ];
  return { text: lines.join('\n'), ephemeral: true };
}

/** The table of all commands in docs/commands.md, as Markdown. */
export function renderCommandTable(commands: ReadonlyMap<string, AnyCommand>): string {
  const rows = [...commands.values()].map((command) => {
    const example = command.examples[0] ? `\`${command.examples[0]}\`` : '';
    return [usage(command), `${command.summary}${command.admin ? ' (admins)' : ''}`, example];
  });
  return [['Command', 'Does', 'Example'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function detail({ required, choices, min, max }: Option): string {
  const parts = [
    required && 'required',
    choices?.join(' or '),
    min !== undefined && max !== undefined && `${min} to ${max}`,
  ].filter(Boolean);
  return parts.length ? ` (${parts.join(', ')})` : '';
}
