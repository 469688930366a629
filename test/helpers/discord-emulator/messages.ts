import { invalidForm } from './failure.ts';
import type { ApiRequest } from './http.ts';
import type {
  EmulatedAttachment,
  EmulatedChannel,
  EmulatedComponent,
  EmulatedMessage,
  EmulatedUser,
  World,
} from './world.ts';

export const flags = { ephemeral: 1 << 6, loading: 1 << 7 };

export interface NewMessage {
  channel: EmulatedChannel;
  author: EmulatedUser;
  application?: string;
  /** Of the interaction that it answers. */
  interaction?: { id: string; user: EmulatedUser };
  onlyFor?: string;
  loading?: boolean;
}

/** Adds an empty message to a channel. */
export function addMessage(
  world: World,
  { channel, author, application, interaction, onlyFor, loading }: NewMessage,
): EmulatedMessage {
  const message: EmulatedMessage = {
    id: world.time.snowflake(),
    channel_id: channel.id,
    author,
    application_id: application,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    flags: (onlyFor ? flags.ephemeral : 0) | (loading ? flags.loading : 0),
    onlyFor,
    loading: loading ?? false,
    deleted: false,
    history: [],
    interaction_metadata: interaction && { id: interaction.id, user: interaction.user },
  };
  world.messages.set(message.id, message);
  return message;
}

interface MessageBody {
  content?: string | null;
  embeds?: { description?: string }[];
  components?: EmulatedComponent[];
  attachments?: { id: string | number; filename?: string; description?: string }[];
}

const longestContent = 2000;

/** Applies what a request says about a message to it: keys that it lacks keep their value. */
export function fillMessage(world: World, message: EmulatedMessage, { body, files }: ApiRequest, cdn: string): void {
  const { content, embeds, components, attachments } = body as MessageBody;
  if ((content ?? '').length > longestContent) throw invalidForm(`content has ${content?.length} characters`);
  if (components) checkComponents(components);
  if (content !== undefined) message.content = content ?? '';
  if (embeds) message.embeds = embeds;
  if (components) message.components = components;
  if (attachments || files.size) {
    const kept = message.attachments.filter(({ id }) => attachments?.some((named) => String(named.id) === id));
    const added = [...files].map(([key, { name, bytes }]): EmulatedAttachment => {
      const index = /^files\[(\d+)\]$/.exec(key)?.[1];
      const described = attachments?.find(({ id }) => String(id) === index);
      const id = world.time.snowflake();
      const filename = described?.filename ?? name;
      const url = `${cdn}/${message.channel_id}/${id}/${encodeURIComponent(filename)}`;
      return {
        id,
        filename,
        description: described?.description,
        url,
        size: bytes.length,
        content_type: typeOf(filename),
        bytes,
      };
    });
    message.attachments = [...kept, ...added];
  }
  if (!message.content && !message.embeds.length && !message.attachments.length && !message.components.length) {
    throw invalidForm('Cannot send an empty message (50006)');
  }
  message.loading = false;
  message.flags &= ~flags.loading;
  message.history.push(message.content);
}

/** A message as Discord shows it to bots. */
export function viewMessage({
  onlyFor: _,
  loading: __,
  deleted: ___,
  history: ____,
  attachments,
  ...message
}: EmulatedMessage) {
  return {
    ...message,
    attachments: attachments.map(({ bytes: _____, ...attachment }) => attachment),
    mentions: [],
    type: 0,
    timestamp: new Date().toISOString(),
  };
}

/** What Discord's documentation says of components beyond its specification. */
function checkComponents(rows: EmulatedComponent[]): void {
  if (rows.length > 5) throw invalidForm(`${rows.length} rows of components`);
  const ids = rows.flatMap(({ components = [] }) => components.flatMap(({ custom_id }) => custom_id ?? []));
  if (new Set(ids).size !== ids.length) throw invalidForm('Component custom id cannot be duplicated');
  for (const { components = [] } of rows) {
    if (components.length < 1 || components.length > 5) throw invalidForm(`${components.length} components in a row`);
    if (components.some(({ type }) => type === 3) && components.length > 1) throw invalidForm('a select beside others');
    for (const { options = [] } of components) {
      const values = options.map(({ value }) => value);
      if (new Set(values).size !== values.length) throw invalidForm('Select option value cannot be duplicated');
    }
  }
}

function typeOf(filename: string): string {
  const ending = filename.split('.').at(-1);
  return ending === 'png' || ending === 'webp' || ending === 'gif' ? `image/${ending}` : 'application/octet-stream';
}
