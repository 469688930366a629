import type { Action, AnyCommand } from '../command/command.ts';

/** Every action with the command it belongs to, by the first part of its buttons' ids. */
export type ActionTable = ReadonlyMap<string, { action: Action; command: AnyCommand }>;

/** Collects the actions of all commands. Throws where two have one name. */
export function tableOfActions(commands: Iterable<AnyCommand>): ActionTable {
  const table = new Map<string, { action: Action; command: AnyCommand }>();
  for (const command of commands) {
    for (const [name, action] of Object.entries<Action>(command.actions ?? {})) {
      const other = table.get(name);
      if (other) throw new Error(`/${other.command.name} and /${command.name} both have an action named ${name}`);
      table.set(name, { action, command });
    }
  }
  return table;
}
