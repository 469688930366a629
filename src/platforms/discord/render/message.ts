import type { APIEmbed, RawFile } from 'discord.js';
import { percent } from '#chat/answers/words.ts';
import { renderMarkup } from '#chat/markup.ts';
import type { Progress, Reply, ReplyFile, ReplyImage } from '#chat/reply.ts';
import { type Row, renderComponents } from './components.ts';
import { discordMarkup } from './markup.ts';

/** A message, or a change of one, as Discord takes it. */
export interface Rendered {
  body: {
    content?: string;
    embeds?: APIEmbed[];
    components?: Row[];
    attachments?: { id: string; filename: string; description: string; is_spoiler?: boolean }[];
    allowed_mentions: { parse: [] };
  };
  files: RawFile[];
}

const longestContent = 2000;
const longestEmbed = 4096;
const longestDescription = 1024;
/** Of a message, Discord's limit. */
export const mostFiles = 10;
const barLength = 12;

/** A whole reply: what it lacks, the message does not have. */
export function renderReply(reply: Reply): Rendered {
  return renderEdit({ images: [], buttons: [], ...reply });
}

/** The parts of a reply that are given; a message keeps what is not. Nobody is ever mentioned. */
export function renderEdit({ text, images, files, buttons, selects, progress }: Partial<Reply>): Rendered {
  const shown = attachmentsOf(images, files)?.slice(0, mostFiles);
  return {
    body: {
      ...(text !== undefined && renderText(text, progress)),
      ...((buttons || selects) && { components: renderComponents({ buttons, selects }) }),
      ...(shown && { attachments: shown.map(attachment) }),
      allowed_mentions: { parse: [] },
    },
    files: shown?.map(({ name, mime, bytes }) => ({ name, contentType: mime, data: Buffer.from(bytes) })) ?? [],
  };
}

/** Text beyond the length of a message goes into a box below it, which holds twice as much. */
function renderText(text: string, progress: Progress | undefined): { content: string; embeds: APIEmbed[] } {
  const content = [renderMarkup(text, discordMarkup), progress && bar(progress)].filter(Boolean).join('\n');
  if (content.length <= longestContent) return { content, embeds: [] };
  return { content: '', embeds: [{ description: wholeLines(content, longestEmbed) }] };
}

function bar({ ratio }: Progress): string {
  const filled = Math.round(Math.min(1, Math.max(0, ratio)) * barLength);
  return `${'▰'.repeat(filled)}${'▱'.repeat(barLength - filled)} ${percent(ratio)}`;
}

type Attached = Pick<ReplyImage, 'name' | 'mime' | 'bytes' | 'alt' | 'spoiler'>;

/** Pictures, and what else is to be taken away. */
function attachmentsOf(images?: ReplyImage[], files?: ReplyFile[]): Attached[] | undefined {
  if (!images && !files) return undefined;
  return [...(images ?? []), ...(files ?? []).map(({ about, ...file }) => ({ ...file, alt: about }))];
}

function attachment({ name, alt, spoiler }: Attached, index: number) {
  return {
    id: String(index),
    filename: spoiler ? `SPOILER_${name}` : name,
    description: alt.slice(0, longestDescription),
    ...(spoiler && { is_spoiler: true }),
  };
}

/** As many lines as fit; a cut within one could leave a mark open. */
function wholeLines(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf('\n', length - 2);
  return `${text.slice(0, Math.max(0, end))}\n…`;
}
