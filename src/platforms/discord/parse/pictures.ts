import type { APIAttachment, APIMessage } from 'discord.js';
import { ComponentType } from 'discord.js';
import { readButtonId } from '#chat/pressing/buttons.ts';

const pictureFile = /^(?:SPOILER_)?([\w-]+)\.png$/;

/**
 * Ids of Easel's own pictures that a message of the bot shows, in the order shown: files whose name is an id that one of
 * the message's buttons names.
 */
export function picturesIn({ attachments, components }: Pick<APIMessage, 'attachments' | 'components'>): string[] {
  const named = new Set(buttonIdsIn(components ?? []).flatMap((id) => readButtonId(id).args));
  return attachments.flatMap((file) => {
    const id = pictureOf(file);
    return id && named.has(id) ? [id] : [];
  });
}

/** The id of the picture that a file would be, by its name. */
export function pictureOf({ filename }: APIAttachment): string | undefined {
  return pictureFile.exec(filename)?.[1];
}

const madeFile = /^(?:SPOILER_)?[0-9a-z]{10}-\w+\.png$|\.zip$/;

/** Whether one of the bot's files is made of several pictures, by its name. */
export const isMade = ({ filename }: APIAttachment): boolean => madeFile.test(filename);

/** Files of a message that may be pictures. */
export function filesIn({ attachments }: Pick<APIMessage, 'attachments'>): APIAttachment[] {
  return attachments.filter(({ content_type: type }) => type?.startsWith('image/'));
}

function buttonIdsIn(components: NonNullable<APIMessage['components']>): string[] {
  return components.flatMap((row) => {
    if (row.type !== ComponentType.ActionRow) return [];
    return row.components.flatMap((component) => {
      if (component.type === ComponentType.StringSelect) return component.options.map(({ value }) => value);
      return 'custom_id' in component ? [component.custom_id] : [];
    });
  });
}
