import {
  type APIComponentInMessageActionRow,
  type APIMessage,
  ComponentType,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import { deletedText, keptButton } from '#chat/answers/taking-back.ts';
import type { Log } from '#lib/log.ts';
import type { ShownRemoval } from '#platforms/shared/postings.ts';
import { type Api, isPassing } from './api.ts';
import { isMade, pictureOf } from './parse/pictures.ts';
import { mostFiles, renderEdit } from './render/message.ts';

/** Servers of one page, Discord's limit. */
const page = 200;

type Components = NonNullable<APIMessage['components']>;

/**
 * Takes deleted pictures out of a message, and the buttons under them; in place of what was made of them and others, it
 * shows the others. Pictures that were hidden become spoilers, and are none when they are shown again. Throws where Discord does not answer; what it
 * does not allow, as where the bot is no member any more, stays as it is.
 */
export async function takeBack(api: Api, bot: string, removal: ShownRemoval, log: Log): Promise<void> {
  const { channel, message: id, removed, stale } = removal;
  try {
    const message = (await api.get(Routes.channelMessage(channel, id))) as APIMessage;
    if (message.author.id !== bot) return;
    const remaining = removal.remaining.flatMap((picture) => picture.id ?? []);
    const placeOf = (picture = '') => message.attachments.findIndex((file) => pictureOf(file) === picture);
    // New files come after those that stay: from the first one that is to look otherwise, all are sent anew.
    const from = Math.min(message.attachments.length, ...stale.map(placeOf).filter((place) => place >= 0));
    const isKept = (file: APIMessage['attachments'][number], place: number) =>
      remaining.length > 0 && place < from && !isMade(file) && !removed.includes(pictureOf(file) ?? '');
    const kept = message.attachments.filter(isKept);
    const isMadeAnew = message.attachments.some(isMade);
    const instead = removal.remaining
      .filter(({ id }) => isMadeAnew || placeOf(id) >= from)
      .toSorted((one, other) => placeOf(one.id) - placeOf(other.id));
    const { body: anew, files } = renderEdit({ images: instead.slice(0, mostFiles - kept.length) });
    const body = {
      attachments: [...kept.map((file) => ({ id: file.id })), ...(anew.attachments ?? [])],
      components: keptComponents(message.components ?? [], { removed, remaining }),
      ...(remaining.length === 0 && { content: deletedText, embeds: [] }),
      allowed_mentions: { parse: [] },
    };
    await api.patch(Routes.channelMessage(channel, id), { body, files });
  } catch (error) {
    if (isPassing(error)) throw error;
    log.info({ err: error, channel, message: id }, 'a deleted picture could not be taken out of its message');
  }
}

interface Which {
  removed: readonly string[];
  remaining: readonly string[];
}

function keptComponent(component: APIComponentInMessageActionRow, which: Which): APIComponentInMessageActionRow[] {
  if (component.type === ComponentType.StringSelect) {
    const options = component.options.flatMap((option) => {
      const value = keptButton(option.value, which);
      return value === undefined ? [] : [{ ...option, value }];
    });
    return options.length > 0 ? [{ ...component, options }] : [];
  }
  if (component.type !== ComponentType.Button || !('custom_id' in component)) return [];
  const custom_id = keptButton(component.custom_id, which);
  return custom_id === undefined ? [] : [{ ...component, custom_id }];
}

function keptComponents(rows: Components, which: Which) {
  return rows.flatMap((row) => {
    if (row.type !== ComponentType.ActionRow) return [];
    const components = row.components.flatMap((component) => keptComponent(component, which));
    return components.length > 0 ? [{ ...row, components }] : [];
  });
}

/** Ids of the servers that the bot is a member of. */
export async function listServers(api: Api): Promise<string[]> {
  const ids: string[] = [];
  for (let full = true; full; ) {
    const query = new URLSearchParams({ limit: String(page), ...(ids.length > 0 && { after: ids.at(-1)! }) });
    const servers = (await api.get(Routes.userGuilds(), { query })) as RESTAPIPartialCurrentUserGuild[];
    ids.push(...servers.map(({ id }) => id));
    full = servers.length === page;
  }
  return ids;
}
