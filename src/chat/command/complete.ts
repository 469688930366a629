import type { Log } from '#lib/log.ts';
import type { Origin } from '#studio/api.ts';
import type { Chat } from '../chat.ts';
import type { Context } from '../context.ts';
import type { AnyCommand, Option } from './command.ts';

const mostCompletions = 25;

/** Completions of one option: its choices, or what the studio suggests. None where the option is unknown. */
export function createCompleter(
  commands: ReadonlyMap<string, AnyCommand>,
  contextFor: (origin: Origin) => Promise<Context>,
  log: Log,
): Chat['complete'] {
  return async ({ origin, command, option: name, text }) => {
    const options: Record<string, Option> = commands.get(command)?.options ?? {};
    const option = options[name];
    if (option?.choices) {
      const fitting = option.choices.filter((choice) => choice.startsWith(text.toLowerCase()));
      return fitting.map((value) => ({ value, label: value }));
    }
    if (!option?.suggest) return [];
    try {
      const ctx = await contextFor(origin);
      return (await ctx.studio.suggest(option.suggest, text, ctx.caller)).slice(0, mostCompletions);
    } catch (error) {
      log.error({ err: error, command, option: name }, 'No completions');
      return [];
    }
  };
}
