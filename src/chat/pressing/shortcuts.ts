import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message, type Words } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { Ingredient } from '#studio/api.ts';
import { fetched, type LazyUpload } from '../attachments.ts';
import type { AnyCommand, Shortcut } from '../command/command.ts';

/** The message whose menu was used. */
export interface ChosenMessage {
  /**
   * What it holds to paint from, one at least: ids of Easel's pictures or else names of its attachments. They fit into
   * the ids of modals, and `ctx.source` turns them into ingredients.
   */
  sources: { id: string; label: string }[];
}

/** Keeps hold of attachments between a message's menu and the modal that it opened. */
export interface Sources {
  of(pictures: string[], attachments: LazyUpload[], words: Words): ChosenMessage;
  /** Throws `not_found` for an attachment chosen too long ago, or before a restart. */
  find(id: string): Promise<Ingredient>;
}

const keptMs = 15 * 60_000;
const keptAtMost = 1000;
const prefix = 'attached-';

export function createSources(clock: Clock): Sources {
  const kept = new Map<string, { upload: LazyUpload; until: number }>();

  const keep = (upload: LazyUpload): string => {
    const now = clock.now().getTime();
    for (const [id, { until }] of kept) if (until < now || kept.size >= keptAtMost) kept.delete(id);
    const id = `${prefix}${createId()}`;
    kept.set(id, { upload, until: now + keptMs });
    return id;
  };

  return {
    of(pictures, attachments, words) {
      const sources = pictures.length
        ? pictures.map((id, index) => ({ id, label: words('button.picture', { number: index + 1 }) }))
        : attachments.map((upload) => ({
            id: keep(upload),
            label: upload.name.slice(0, 75) || words('typing.a-picture'),
          }));
      if (sources.length) return { sources };
      throw new AppError('not_found', message('typing.no-picture-in-message'));
    },
    async find(id) {
      if (!id.startsWith(prefix)) return { text: id };
      const found = kept.get(id);
      if (!found || found.until < clock.now().getTime()) {
        throw new AppError('not_found', message('typing.picture-gone'));
      }
      return { upload: await fetched(found.upload) };
    },
  };
}

/** The shortcuts of all commands, by name. Throws where two have one name. */
export function tableOfShortcuts(commands: Iterable<AnyCommand>): ReadonlyMap<string, OwnedShortcut> {
  const table = new Map<string, OwnedShortcut>();
  for (const command of commands) {
    for (const [name, shortcut] of Object.entries<Shortcut>(command.shortcuts ?? {})) {
      const other = table.get(name);
      if (other) throw new Error(`/${other.command.name} and /${command.name} both have a shortcut named ${name}`);
      table.set(name, { shortcut, command });
    }
  }
  return table;
}

/** The shortcuts alone, by name. */
export function shortcutsOf(commands: ReadonlyMap<string, AnyCommand>): ReadonlyMap<string, Shortcut> {
  return new Map([...tableOfShortcuts(commands.values())].map(([name, { shortcut }]) => [name, shortcut]));
}

export interface OwnedShortcut {
  shortcut: Shortcut;
  command: AnyCommand;
}
