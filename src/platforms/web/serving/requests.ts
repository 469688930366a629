import type { Context } from 'hono';
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { keepableText } from '#lib/keepable.ts';
import type { Identity, Person } from './identity.ts';

/** What a message's sequence and revision may be: as much as a column of the database. */
export const counter = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** What people write, as it can be kept. */
export const written = (longest: number) => z.string().max(longest).transform(keepableText);

/** The id of a message, a picture, a button or a field: of letters, digits and a few signs, as all of them are. */
export const identifier = z.string().regex(/^[\w:.-]{1,100}$/, 'is no id');

/** An id in a request's path. Throws `not_found` for what can be none. */
export function readId(c: Context): string {
  const id = identifier.safeParse(c.req.param('id'));
  if (!id.success) throw new AppError('not_found', message('web.no-id'));
  return id.data;
}

/** The person of this browser. Throws `no_permission` for a browser that has not introduced itself. */
export async function knownPerson(identity: Identity, c: Context): Promise<Person> {
  const person = await identity.read(c);
  if (!person) throw new AppError('no_permission', message('web.unknown-browser'));
  return person;
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  throw new AppError('bad_option', message('web.not-usable', { wrong }));
}

/** The JSON body of a request. Throws `bad_option` saying what is wrong with it. */
export async function readJson<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const value: unknown = await c.req.json().catch((error: unknown) => {
    if (error instanceof SyntaxError) throw new AppError('bad_option', message('web.not-read'), error);
    throw error;
  });
  return check(schema, value);
}

/** The query of a request. Throws `bad_option` saying what is wrong with it. */
export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.infer<Schema> {
  return check(schema, c.req.query());
}
