import { expect, test } from 'vitest';
import { command } from '#chat/command/command.ts';
import { loadCommands } from '#chat/command/load.ts';
import { languages, shortcutLabels, translationFaults, translationsOf } from '#chat/command/locales.ts';
import { option } from '#chat/command/options.ts';
import { tableOfShortcuts } from '#chat/pressing/shortcuts.ts';
import { commandsFolder } from '../../helpers/chat.ts';

test('every command and every entry of a menu is there in every language', async () => {
  const commands = await loadCommands(commandsFolder);
  for (const name of commands.keys()) expect([...translationsOf(name).keys()], name).toEqual(languages);
  for (const [name] of tableOfShortcuts(commands.values())) {
    expect([...shortcutLabels(name).keys()], name).toEqual(languages);
    for (const label of shortcutLabels(name).values()) expect(label.length).toBeLessThanOrEqual(32);
  }
  expect(translationFaults(commands.values())).toEqual([]);
});

test('a translation that does not fit its command is a fault that names it', () => {
  const changed = command({
    name: 'queue',
    summary: 'Shows what is waiting',
    examples: ['/queue'],
    options: { all: option.text({ summary: 'Everything' }) },
    run: () => ({ text: '' }),
  });
  expect(translationFaults([changed])).toEqual(languages.map((language) => `${language} /queue has other options`));
});

test('a command of your own needs no translation', () => {
  expect(translationsOf('constructor').size).toBe(0);
  expect(shortcutLabels('toString').size).toBe(0);
});
