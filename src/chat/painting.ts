import type { Painting } from '#studio/api.ts';
import { againButtons, animationButtons, pictureButtons, privateButtons } from './buttons.ts';
import { animationImage, drawingImage, pictureImage } from './images.ts';
import type { Reply } from './reply.ts';

/** Kinds whose reply offers the same again with a new seed. */
const repeatable: ReadonlySet<Painting['kind']> = new Set(['generate', 'mix', 'vary', 'pack']);

/** A finished painting as a reply: what it shows, the pictures and their buttons. */
export function paintingReply(painting: Painting): Reply {
  const { pictures, animation, drawings, files, spoiler } = painting;
  return {
    text: [headline(painting), about(painting), painting.note, names(painting)].filter(Boolean).join('\n'),
    images: [
      ...(animation ? [animationImage(animation, painting)] : []),
      ...(drawings?.map((drawn) => ({ ...drawingImage(drawn, painting), shows: shownIn(painting) })) ??
        pictures.map((picture) => pictureImage(picture, spoiler))),
    ],
    ...(files && { files: files.map((file) => ({ ...file, shows: shownIn(painting) })) }),
    ...controlsOf(painting),
  };
}

/** The buttons under a painting: of what its author alone sees, other ones. */
function controlsOf(painting: Painting): Pick<Reply, 'buttons' | 'selects'> {
  const { kind, pictures, animation, private: own } = painting;
  const standing = animation ? [{ id: animation.picture, number: 1 }] : pictures;
  if (isScenery(painting)) return { buttons: againButtons(pictures) };
  if (own) return privateButtons(standing, animation !== undefined);
  if (animation) return { buttons: animationButtons({ id: animation.picture, number: 1 }, animation.speed) };
  return pictureButtons(pictures, repeatable.has(kind) || pictures.length > 1 ? 'grid' : 'one');
}

/** Ids of the pictures in what was made of them: it goes with each of these. */
const shownIn = ({ pictures, madeOf = [] }: Painting): string[] => [...pictures.map(({ id }) => id), ...madeOf];

function headline({ kind, subject, animation, style, pictures }: Painting): string {
  const shown = subject ? `**${subject}**` : '**Free samples**';
  switch (kind) {
    case 'generate':
    case 'mix':
    case 'edit':
    case 'sketch':
    case 'pack':
    case 'pattern':
    case 'banner':
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
function about({ pictures: [first, ...others], drawings, style }: Painting): string {
  const only = others.length === 0 && !drawings && first;
  return [only && `picture \`${only.id}\``, style && `style ${style}`].filter(Boolean).join(' · ');
}

/** A pattern or a banner: its pictures stand in it, and not alone. */
const isScenery = ({ kind }: Painting): boolean => kind === 'pattern' || kind === 'banner';

/** Of a pack, what each picture of the sheet is called; and what the files hold. */
function names({ kind, pictures, files = [] }: Painting): string | undefined {
  const called = pictures.map(({ number, alt }) => `${number} \`${alt}\``).join(' · ');
  const held = files.map(({ name, about: what }) => `\`${name}\`: ${what}.`);
  return [...(kind === 'pack' ? [called] : []), ...held].join('\n') || undefined;
}
