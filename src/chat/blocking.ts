import type { BlockedPerson } from '#studio/api.ts';
import { buttonId, inRows } from './buttons.ts';
import type { Button, Reply } from './reply.ts';
import { day } from './words.ts';

/** More are taken back by name. */
const offeredAtMost = 20;

/** Who is blocked, with a button to take each block back. */
export function blockedReply(blocked: BlockedPerson[], said?: string): Reply {
  const lines = blocked.map(({ name, since }, index) => {
    return `${index + 1}. ${name ?? 'Somebody whose name is not known here'}, since ${day(since)}`;
  });
  const none = 'Nobody is blocked here. `/block @person` blocks somebody: they can look, and do nothing else.';
  const buttons = blocked.slice(0, offeredAtMost).map(({ key, name }, index): Button => {
    const title = `Let ${name ?? 'them'} paint, vote, teach and report again`;
    return { id: buttonId('unblock', key), label: `Unblock ${index + 1}`, title };
  });
  return {
    text: [said, lines.length ? '**Blocked here**' : none, ...lines].filter(Boolean).join('\n'),
    buttons: inRows(buttons),
    ephemeral: true,
  };
}
