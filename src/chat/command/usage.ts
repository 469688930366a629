import type { AnyCommand, Option } from './command.ts';

/** How a command is typed, in backticks: `/mix a b [more...] [style]`. */
export function usage(command: AnyCommand): string {
  const options = Object.entries<Option>(command.options).map(([name, option]) => {
    const shown = option.rest ? `${name}...` : name;
    return option.required ? shown : `[${shown}]`;
  });
  return `\`${[`/${command.name}`, ...options].join(' ')}\``;
}
