import type { Words } from '#lib/i18n.ts';
import type { LazyUpload } from '../attachments.ts';
import type { ModalValues } from '../command/command.ts';
import type { NamedPicture } from '../host.ts';
import type { Handler, Incoming } from '../middleware/handler.ts';
import type { ActionTable } from './action-table.ts';
import { unknownButton } from './actions.ts';
import { isButtonId, readButtonId } from './buttons.ts';
import type { ChosenMessage, OwnedShortcut } from './shortcuts.ts';

/** A pressed button, or a modal that was filled in. */
export interface AskedAction extends Incoming {
  actionId: string;
  /** Of a modal. */
  values?: ModalValues;
}

export type ChosenAction = AskedAction & NonNullable<ReturnType<ActionTable['get']>> & { args: string[] };

/** Finds the action by the first part of its id, and leaves empty values out. Throws `bad_option`. */
export function chooseAction(actions: ActionTable, next: Handler<ChosenAction>): Handler<AskedAction> {
  return (request) => {
    if (!isButtonId(request.actionId)) throw unknownButton();
    const { action, args } = readButtonId(request.actionId);
    const chosen = actions.get(action);
    if (!chosen) throw unknownButton();
    const filled = Object.entries(request.values ?? {}).filter(([, value]) => value?.trim());
    return next({ ...request, ...chosen, args, values: Object.fromEntries(filled) });
  };
}

/** An entry taken from a message's menu. */
export interface AskedShortcut extends Incoming {
  name: string;
  pictures: string[];
  lazy: NamedPicture[];
}

export type ChosenShortcut = AskedShortcut & OwnedShortcut & { message: ChosenMessage };

/** Finds the shortcut by its name and what the message holds for it. Throws `bad_option`, `not_found`. */
export function chooseShortcut(
  shortcuts: ReadonlyMap<string, OwnedShortcut>,
  sourcesOf: (pictures: string[], attachments: LazyUpload[], words: Words) => ChosenMessage,
  next: Handler<ChosenShortcut>,
): Handler<AskedShortcut> {
  return (request) => {
    const chosen = shortcuts.get(request.name);
    if (!chosen) throw unknownButton();
    return next({ ...request, ...chosen, message: sourcesOf(request.pictures, request.lazy, request.words) });
  };
}
