import type { Ingredient, PictureHistory } from '#studio/api.ts';
import { isAnimated } from './animations.ts';
import type { Context } from './context.ts';
import type { Reply } from './reply.ts';
import { quoteTyped } from './words.ts';

/** How the pictures of a grid were made, and what to type for them, for one person alone. */
export async function detailsReply({ gallery, caller }: Context, id: string): Promise<Reply> {
  const history = await gallery.history(caller, id);
  const { picture, seed, style, checkpoint, siblings, again } = history;
  const ids = siblings.map((sibling) => `${sibling.number} \`${sibling.id}\``);
  const command = commandOf(history);
  const lines = [
    [
      `**${picture.subject || 'Free samples'}**`,
      !isAnimated(again) && `seed \`${seed}\``,
      `style ${style}`,
      `model \`${checkpoint}\``,
    ]
      .filter(Boolean)
      .join(' · '),
    ids.length > 1 && `Pictures ${ids.join(', ')}`,
    `\`/recall ${id}\` brings ${ids.length > 1 ? `picture ${picture.number}` : 'it'} back as it is, with its history.`,
    command && `${again?.kind === 'move' ? 'The same again' : 'With the same seed'}: ${quoteTyped(command)}`,
  ];
  return { text: lines.filter(Boolean).join('\n'), ephemeral: true };
}

/** What to type to paint with the same seed; nothing where that cannot be said. */
function commandOf({ picture, again, seed, style, checkpoint }: PictureHistory): string | undefined {
  if (again?.kind === 'generate') {
    const { prompt, wishes, count, spread } = again;
    const named = options({ ...wishes, style, count, spread: spread === 1 ? undefined : spread, seed });
    return ['/generate', prompt, ...named, `model:${checkpoint}`].filter(Boolean).join(' ');
  }
  if (again?.kind === 'interpolate') {
    const { from, to, frames, speed, format } = again;
    return ['/interpolate', typed(from), typed(to), ...options({ style, frames, speed, format })].join(' ');
  }
  if (again?.kind === 'move') {
    const { motion, speed, format } = again;
    return ['/make', motion, picture.id, ...options({ speed, format })].join(' ');
  }
  if (again?.kind === 'pattern' || again?.kind === 'banner') {
    const text = again.kind === 'banner' ? again.words : undefined;
    const named = options({ text, style: again.style, colour: again.colour, seed });
    return ['/make', again.kind, ...again.ingredients.map(typed), ...named].join(' ');
  }
  if (again?.kind === 'pack') {
    return ['/make pack', typed(again.picture), ...options({ count: again.count, style, seed })].join(' ');
  }
  if (again?.kind === 'mix') {
    const { ingredients, balance } = again;
    const named = options({ style, balance: balance === 0.5 ? undefined : balance, seed });
    return ['/mix', ...ingredients.map(typed), ...named].join(' ');
  }
  return undefined;
}

function options(values: Record<string, string | number | undefined>): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}:${quoted(String(value))}`,
  );
}

const typed = (ingredient: Ingredient): string => ('text' in ingredient ? quoted(ingredient.text) : '');

const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
