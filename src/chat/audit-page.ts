import type { AuditEntry } from '#studio/api.ts';
import { pageButtons } from './page-buttons.ts';
import type { Reply } from './reply.ts';
import { quoteTyped } from './words.ts';

const entriesPerPage = 15;
/** As much of a value, such as a list of words, as fits fifteen times into a message. */
const shownValue = 40;

/** A page of what was decided here, the newest first, for an admin alone. */
export function auditReply(entries: AuditEntry[], page: number): Reply {
  const turns = pageButtons('audit', page, entries.length >= entriesPerPage);
  const empty = page > 1 ? 'Nothing earlier.' : 'Nothing was decided here yet.';
  return {
    text: entries.length > 0 ? ['**What was decided here**', ...entries.map(line)].join('\n') : empty,
    buttons: turns.length > 0 ? [turns] : [],
    ephemeral: true,
  };
}

function line({ at, who = 'someone', ...event }: AuditEntry): string {
  const time = at.toISOString().slice(0, 16).replace('T', ' ');
  return `${time} UTC · ${who} ${decisionInWords(event)}`;
}

/** What was done, after the name of who did it. */
export function decisionInWords({ action, subject, about, detail }: Omit<AuditEntry, 'at' | 'who'>): string {
  const person = about ?? 'somebody';
  switch (action) {
    case 'setting.change':
      return `changed \`${subject}\` from ${shown(detail.from)} to ${shown(detail.to)}`;
    case 'picture.remove':
      return `deleted picture \`${subject}\``;
    case 'report.fine':
      return `found the reported picture \`${subject}\` fine`;
    case 'person.block':
      return `blocked ${person}`;
    case 'person.unblock':
      return `unblocked ${person}`;
    case 'checkpoint.use':
      return `switched to model \`${subject.slice(0, 8)}\``;
    case 'checkpoint.rollback':
      return `went back from model \`${subject.slice(0, 8)}\``;
    case 'lesson.approved':
      return 'approved a picture to learn from';
    case 'lesson.declined':
      return 'declined a picture to learn from';
    default:
      return `did \`${action}\` ${quoteTyped(subject.slice(0, 12) || '-')}`;
  }
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = String(value).replace(/\s+/g, ' ');
  return quoteTyped(text.length > shownValue ? `${text.slice(0, shownValue)}…` : text);
}
