import type { Words } from '#lib/i18n.ts';
import type { BlockedPerson } from '#studio/api.ts';
import { buttonId, inRows } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';
import { day } from './words.ts';

/** More are taken back by name. */
const offeredAtMost = 20;

/** Who is blocked, with a button to take each block back. */
export function blockedReply(blocked: BlockedPerson[], words: Words, said?: string): Reply {
  const lines = blocked.map(({ name, since }, index) => {
    const who = name ?? words('block.unknown');
    return `${index + 1}. ${words('block.line', { name: who, day: day(since, words) })}`;
  });
  const buttons = blocked.slice(0, offeredAtMost).map(({ key, name }, index): Button => {
    const title = words('block.unblock.does', { name: name ?? words('block.them') });
    return { id: buttonId('unblock', key), label: words('block.unblock', { number: index + 1 }), title };
  });
  return {
    text: [said, lines.length ? `**${words('block.title')}**` : words('block.none'), ...lines]
      .filter(Boolean)
      .join('\n'),
    buttons: inRows(buttons),
    ephemeral: true,
  };
}
