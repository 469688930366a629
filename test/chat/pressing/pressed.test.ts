import { expect, test } from 'vitest';
import type { Context } from '#chat/context.ts';
import type { ActionTable } from '#chat/pressing/action-table.ts';
import { createPressedFinder } from '#chat/pressing/pressed.ts';
import { createIncoming } from '../../helpers/incoming.ts';

/** Actions by name, each with what it says of buttons by their first argument. */
function start(actions: Record<string, ((args: string[][]) => Promise<boolean[]>) | undefined>) {
  const { log, logged, origin } = createIncoming();
  const asked: string[] = [];
  const table = Object.entries(actions).map(([name, pressed]) => {
    const listening = (ctx: Context, args: string[][]) => {
      asked.push(`${name} ${ctx.caller.name}`);
      return pressed!(args);
    };
    return [name, { action: { pressed: pressed && listening } }];
  });
  const contextFor = async () => ({ caller: { name: 'ana' } }) as Context;
  const find = createPressedFinder(new Map(table as never) as ActionTable, contextFor, log);
  return { find: (ids: string[]) => find(origin, ids), logged, asked };
}

test('each kind of button is asked once, for the person who looks, and tells its own apart', async () => {
  const { find, asked, logged } = start({
    vote: async (buttons) => buttons.map(([, direction]) => direction === 'up'),
    favorite: async (buttons) => buttons.map(([picture]) => picture === 'b'),
    vary: undefined,
  });
  const pressed = await find(['vote:a:up', 'favorite:a', 'vary:a', 'vote:a:down', 'favorite:b', 'gone:a', 'vote:b:up']);
  expect([...pressed].sort()).toEqual(['favorite:b', 'vote:a:up', 'vote:b:up']);
  expect(asked.sort()).toEqual(['favorite ana', 'vote ana']);
  expect(logged).toEqual([]);
});

test('where marks cannot be read, the message is shown without them, and that is logged', async () => {
  const { find, logged } = start({ vote: () => Promise.reject(new Error('no database')) });
  expect([...(await find(['vote:a:up']))]).toEqual([]);
  expect(logged).toMatchObject([{ level: 50, msg: 'Pressed buttons are not known', err: { message: 'no database' } }]);
});
