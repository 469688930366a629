import type { Words } from '#lib/i18n.ts';
import type { AuditEntry } from '#studio/api.ts';
import type { Reply } from '../reply.ts';
import { pageButtons } from './page-buttons.ts';
import { quoteTyped } from './words.ts';

const entriesPerPage = 15;
/** As much of a value, such as a list of words, as fits fifteen times into a message. */
const shownValue = 40;

/** A page of what was decided here, the newest first, for an admin alone. */
export function auditReply(entries: AuditEntry[], page: number, words: Words): Reply {
  const turns = pageButtons(['audit'], page, entries.length >= entriesPerPage, words);
  const empty = words(page > 1 ? 'audit.no-more' : 'audit.none');
  const lines = entries.map((entry) => line(entry, words));
  return {
    text: entries.length > 0 ? [`**${words('audit.title')}**`, ...lines].join('\n') : empty,
    buttons: turns.length > 0 ? [turns] : [],
    ephemeral: true,
  };
}

function line({ at, ...event }: AuditEntry, words: Words): string {
  const time = at.toISOString().slice(0, 16).replace('T', ' ');
  return words('audit.line', { time, what: decisionInWords(event, words) });
}

/** Who did what. */
export function decisionInWords(
  { action, subject, about, detail, ...by }: Omit<AuditEntry, 'at'>,
  words: Words,
): string {
  const who = by.who ?? words('painting.someone');
  switch (action) {
    case 'setting.change': {
      const [from, to] = [shown(detail.from, words), shown(detail.to, words)];
      return words('audit.setting.change', { who, subject, from, to });
    }
    case 'picture.remove':
    case 'report.fine':
      return words(`audit.${action}`, { who, subject });
    case 'person.block':
    case 'person.unblock':
      return words(`audit.${action}`, { who, person: about ?? words('audit.somebody') });
    case 'checkpoint.use':
    case 'checkpoint.rollback':
      return words(`audit.${action}`, { who, subject: subject.slice(0, 8) });
    case 'lesson.approved':
    case 'lesson.declined':
      return words(`audit.${action}`, { who });
    default:
      return words('audit.other', { who, action, subject: quoteTyped(subject.slice(0, 12) || '-') });
  }
}

function shown(value: unknown, words: Words): string {
  if (value === undefined || value === null) return words('audit.nothing');
  const text = String(value).replace(/\s+/g, ' ');
  return quoteTyped(text.length > shownValue ? `${text.slice(0, shownValue)}…` : text);
}
