import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Ingredient } from '#studio/api.ts';
import type { AnyCommand, Option } from '../command/command.ts';
import type { Context } from '../context.ts';
import type { NamedPicture } from '../host.ts';

/** Throws `no_permission` where a picture is that of somebody who does not want to be painted by others. */
export async function refuseUnwilling(
  { privacy, origin }: Pick<Context, 'privacy' | 'origin'>,
  { person, name }: Pick<NamedPicture, 'person' | 'name'>,
): Promise<void> {
  if (person === undefined || person === origin.user.externalId) return;
  if (await privacy.mayPaint({ platform: origin.platform, externalId: person })) return;
  throw new AppError('no_permission', message('avatar.refused', { name }));
}

/**
 * The picture that a platform has for what was typed, fetched: a custom emoji, or the profile picture of who is
 * mentioned. What is none stays as it is, as all does for somebody who may paint nothing. Throws AppErrors.
 */
export async function fetchNamed(ctx: Context, ingredient: Ingredient): Promise<Ingredient> {
  if ('upload' in ingredient || ctx.caller.blocked) return ingredient;
  const found = await ctx.host.findPicture?.(ingredient.text.trim());
  if (!found) return ingredient;
  await refuseUnwilling(ctx, found);
  return { upload: { name: found.name, bytes: await found.read() } };
}

/** A command's values with such pictures in place of what stands for them. */
export async function fetchNamedIn(
  ctx: Context,
  command: AnyCommand,
  values: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const fetched = { ...values };
  for (const [name, { kind, attachedOnly }] of Object.entries<Option>(command.options)) {
    const value = values[name];
    if (kind !== 'ingredient' || attachedOnly || !value) continue;
    fetched[name] = Array.isArray(value)
      ? await Promise.all(value.map((one: Ingredient) => fetchNamed(ctx, one)))
      : await fetchNamed(ctx, value as Ingredient);
  }
  return fetched;
}
