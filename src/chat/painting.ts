import type { Painting } from '#studio/api.ts';
import { animationButtons, pictureButtons, privateButtons } from './buttons.ts';
import { animationImage, pictureImage } from './images.ts';
import type { Reply } from './reply.ts';

/** Kinds whose reply offers the same again with a new seed. */
const repeatable: ReadonlySet<Painting['kind']> = new Set(['generate', 'mix', 'vary']);

/** A finished painting as a reply: what it shows, the pictures and their buttons. */
export function paintingReply(painting: Painting): Reply {
  const { pictures, animation, spoiler, private: own } = painting;
  const standing = animation ? [{ id: animation.picture, number: 1 }] : pictures;
  return {
    text: [headline(painting), about(painting), painting.note].filter(Boolean).join('\n'),
    images: [
      ...(animation ? [animationImage(animation, painting)] : []),
      ...pictures.map((picture) => pictureImage(picture, spoiler)),
    ],
    ...(own
      ? privateButtons(standing, animation !== undefined)
      : animation
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
    case 'move':
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

/** The style; and a single picture by its id, which people type: `/edit ID`, `/mix ID 🍩`. */
function about({ pictures: [first, ...others], style }: Painting): string {
  const only = others.length === 0 && first;
  return [only && `picture \`${only.id}\``, style && `style ${style}`].filter(Boolean).join(' · ');
}
