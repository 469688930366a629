import { command } from '#chat/command/command.ts';
import { commandHelpReply, helpReply } from '#chat/command/help.ts';
import { option } from '#chat/command/options.ts';
import { findCommand } from '#chat/reading/parse.ts';

export default command({
  name: 'help',
  summary: 'Lists what I can do, or explains one command',
  examples: ['/help', '/help mix'],
  private: true,
  options: { command: option.text({ summary: 'The command to explain' }) },
  run: (ctx, { command: name }) =>
    name
      ? commandHelpReply(findCommand(name.replace(/^\//, ''), ctx.commands), ctx.words)
      : helpReply(ctx.commands, ctx.words),
});
