import { expect, it } from 'vitest';
import { renderCommandTable } from '#chat/command/help.ts';
import { loadCommands } from '#chat/command/load.ts';
import { commandsFolder } from '../../helpers/chat.ts';

it('renders the declarations as a Markdown table', async () => {
  const commands = await loadCommands(commandsFolder);
  const lines = renderCommandTable(commands).split('\n');
  expect(lines).toHaveLength(2 + commands.size);
  expect(lines.slice(0, 2)).toEqual(['| Command | Does | Example |', '| --- | --- | --- |']);
  expect(lines).toContain(
    '| `/gallery [order] [search...] [by] [since]` | Shows the pictures made here: all or yours, the most loved or the newest first | `/gallery` |',
  );
});
