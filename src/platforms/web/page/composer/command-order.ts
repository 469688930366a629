import type { CommandView } from '../views.ts';

/** The commands that show best what Easel is. */
const telling = ['generate', 'mix', 'edit', 'make', 'interpolate'];

/** The most telling commands first, the others as they come. */
export function mostTellingFirst(commands: readonly CommandView[]): CommandView[] {
  const place = ({ name }: CommandView) => (telling.includes(name) ? telling.indexOf(name) : telling.length);
  return commands.toSorted((one, other) => place(one) - place(other));
}
