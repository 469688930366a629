import type { Painting } from '#studio/api.ts';
import { animationButtons, pictureButtons } from './buttons.ts';
import { animationImage, pictureImage } from './images.ts';
import type { Reply } from './reply.ts';

/** Kinds whose reply offers the same again with a new seed. */
const repeatable: ReadonlySet<Painting['kind']> = new Set(['generate', 'mix', 'vary']);

/** A finished painting as a reply: what it shows, the pictures and their buttons. */
export function paintingReply(painting: Painting): Reply {
  const { pictures, animation, spoiler } = painting;
  return {
    text: [headline(painting), idOfOnly(painting), painting.note].filter(Boolean).join('\n'),
    images: [
      ...(animation ? [animationImage(animation, painting)] : []),
      ...pictures.map((picture) => pictureImage(picture, spoiler)),
    ],
    ...(animation
      ? { buttons: animationButtons({ id: animation.picture, number: 1 }, animation.speed) }
      : pictureButtons(pictures, repeatable.has(painting.kind) || pictures.length > 1 ? 'grid' : 'one')),
  };
}

function headline({ kind, subject, animation, style, pictures }: Painting): string {
  const shown = subject ? `**${subject}**` : '**Free samples**';
  switch (kind) {
    case 'generate':
    case 'mix':
    case 'edit':
      return shown;
    case 'interpolate':
      return animation ? `${shown}, ${animation.frames} frames` : shown;
    case 'restyle':
      return `${shown} in ${style}`;
    case 'vary':
      return `Variations of ${shown}`;
    case 'enlarge':
      return `${shown}, ${pictures[0]?.width ?? 0} × ${pictures[0]?.height ?? 0} pixels`;
    case 'explore':
    case 'recall':
      return shown;
  }
}

/** A single picture is named in what people type: `/edit ID`, `/mix ID 🍩`. */
function idOfOnly({ pictures: [first, ...others] }: Painting): string | undefined {
  return first && others.length === 0 ? `picture \`${first.id}\`` : undefined;
}
