import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '#lib/errors.ts';
import { tableOfActions } from '../pressing/action-table.ts';
import { tableOfShortcuts } from '../pressing/shortcuts.ts';
import { checkCommand } from './check-command.ts';
import type { AnyCommand } from './command.ts';
import { translationFaults } from './locales.ts';

/**
 * Loads every `.ts` file of a folder as a command, in the order of their names.
 * Throws `bad_config` naming the file and its fault, so that the start stops.
 */
export async function loadCommands(folder: string): Promise<ReadonlyMap<string, AnyCommand>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const commands = new Map<string, AnyCommand>();
  for (const file of files) {
    const command = await loadCommand(join(folder, file));
    commands.set(command.name, command);
  }
  try {
    tableOfActions(commands.values());
    tableOfShortcuts(commands.values());
    const faults = translationFaults(commands.values());
    if (faults.length) throw new Error(faults.join('; '));
  } catch (error) {
    throw new AppError('bad_config', `The commands do not fit together: ${messageOf(error)}.`, error);
  }
  return commands;
}

async function loadCommand(path: string): Promise<AnyCommand> {
  const file = basename(path);
  try {
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    return checkCommand(module.default, basename(file, '.ts'));
  } catch (error) {
    throw new AppError('bad_config', `commands/${file} is not usable: ${messageOf(error)}`, error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
