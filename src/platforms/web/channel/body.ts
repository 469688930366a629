import { z } from 'zod';
import type { ErrorCode } from '#lib/errors.ts';
import type { StoredMessage } from '../store.ts';

const image = z.object({
  /** Its name in the file store. */
  file: z.string().optional(),
  /** Of a picture that somebody gave to learn from, in place of a file: it may be taken back. */
  lesson: z.string().optional(),
  id: z.string().optional(),
  number: z.number().optional(),
  name: z.string(),
  width: z.number().optional(),
  height: z.number().optional(),
  alt: z.string(),
  spoiler: z.boolean().optional(),
});

/** A file to take away. */
const file = z.object({ file: z.string(), name: z.string(), about: z.string() });

const button = z.object({
  id: z.string(),
  label: z.string(),
  title: z.string(),
  picture: z.string().optional(),
  tone: z.enum(['primary', 'danger']).optional(),
});

const schema = z.object({
  text: z.string(),
  /** A person's attachments, or the pictures of an answer. */
  images: z.array(image).default([]),
  files: z.array(file).default([]),
  /** Parts of what is kept about its audience, which are made when they are asked for. */
  archives: z.array(z.object({ name: z.string(), part: z.number() })).optional(),
  buttons: z.array(z.array(button)).default([]),
  state: z.enum(['running', 'done', 'interrupted']).default('done'),
  progress: z.object({ ratio: z.number(), label: z.string(), left: z.string().optional() }).optional(),
  error: z
    .string()
    .transform((code) => code as ErrorCode)
    .optional(),
  /** The only person who sees it; without one, everybody does. */
  audience: z.string().optional(),
  /** Its audience has put it away. */
  dismissed: z.boolean().optional(),
  /** How many pictures came with it, kept or not. */
  attached: z.number().optional(),
  /** The sender's own id of a person's message, by which a repeated send is recognised. */
  clientId: z.string().optional(),
  /** Of an answer: the message that was asked or whose button was pressed, by whom, and with which button. */
  cause: z
    .object({ message: z.string(), person: z.string(), name: z.string(), button: z.string().optional() })
    .optional(),
});

/** What the web platform keeps of a message, beside what every `StoredMessage` has. */
export type MessageBody = z.infer<typeof schema>;
export type KeptImage = z.infer<typeof image>;
export type KeptFile = z.infer<typeof file>;

/** A stored message with its body understood. */
export type Message = Omit<StoredMessage, 'body'> & { body: MessageBody };

/** A body with nothing in it but `fields`. */
export function newBody(fields: Partial<MessageBody>): MessageBody {
  return { text: '', images: [], files: [], buttons: [], state: 'done', ...fields };
}

/** Understands a stored message. Throws where the store returns something that this platform never wrote. */
export function readMessage(stored: StoredMessage): Message {
  return { ...stored, body: schema.parse(stored.body) };
}
