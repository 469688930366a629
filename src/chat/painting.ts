import type { Painting } from '#studio/api.ts';
import { pictureButtons } from './buttons.ts';
import { animationImage, pictureImage } from './images.ts';
import type { Reply } from './reply.ts';

/** Kinds whose reply offers the same again with a new seed. */
const repeatable: ReadonlySet<Painting['kind']> = new Set(['generate', 'mix', 'vary']);

/** A finished painting as a reply: what it shows, how to get it again, the pictures and their buttons. */
export function paintingReply(painting: Painting): Reply {
  const { pictures, animation, spoiler } = painting;
  return {
    text: [headline(painting), provenance(painting), painting.note].filter(Boolean).join('\n'),
    images: [
      ...(animation ? [animationImage(animation, painting)] : []),
      ...pictures.map((picture) => pictureImage(picture, spoiler)),
    ],
    buttons: pictureButtons(pictures, repeatable.has(painting.kind) || pictures.length > 1 ? 'grid' : 'one'),
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

function provenance({ seed, style, checkpoint, pictures }: Painting): string {
  const only = pictures.length === 1 ? pictures[0] : undefined;
  const parts = [
    only && `picture \`${only.id}\``,
    `seed \`${seed}\``,
    style && `style ${style}`,
    `model \`${checkpoint}\``,
  ];
  return parts.filter(Boolean).join(' · ');
}
