import type { Log } from '#lib/log.ts';
import type { Origin } from '#studio/api.ts';
import type { Chat } from '../chat.ts';
import type { Context } from '../context.ts';
import type { ActionTable } from './action-table.ts';
import { readButtonId } from './buttons.ts';

/** Which of some buttons a person has pressed, asked of each action once. */
export function createPressedFinder(
  actions: ActionTable,
  contextFor: (origin: Origin) => Promise<Context>,
  log: Log,
): Chat['pressed'] {
  return async (origin, buttonIds) => {
    const buttons = buttonIds.map((id) => ({ id, ...readButtonId(id) }));
    const pressed = new Set<string>();
    try {
      const ctx = await contextFor(origin);
      for (const [name, group] of Map.groupBy(buttons, ({ action }) => action)) {
        const states = await actions.get(name)?.action.pressed?.(
          ctx,
          group.map(({ args }) => args),
        );
        group.forEach(({ id }, index) => {
          if (states?.[index]) pressed.add(id);
        });
      }
    } catch (error) {
      log.error({ err: error }, 'Pressed buttons are not known');
    }
    return pressed;
  };
}
