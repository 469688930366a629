import type { Upload } from '#studio/api.ts';

/** A picture that lies on the platform and is fetched only where it is needed. */
export interface LazyUpload {
  name: string;
  /** In bytes, as far as it is known before. */
  size?: number;
  /** Throws AppErrors: `too_large`, `not_found` ... */
  read(): Promise<Uint8Array>;
}

/** A file that came with a command: it is here, or is fetched once the command may run. */
export type Attachment = Upload | LazyUpload;

/** Something to paint from, as it was given. */
export type GivenIngredient = { text: string } | { upload: Attachment };

/** In bytes; 0 where nobody knows yet. */
export function sizeOf(attachment: Attachment): number {
  return 'bytes' in attachment ? attachment.bytes.byteLength : (attachment.size ?? 0);
}

export async function fetched(attachment: Attachment): Promise<Upload> {
  return 'bytes' in attachment ? attachment : { name: attachment.name, bytes: await attachment.read() };
}
