import type { Words } from '#lib/i18n.ts';
import type { Painting } from '#studio/api.ts';
import { againButtons, animationButtons, pictureButtons, privateButtons } from '../pressing/buttons.ts';
import type { Reply } from '../reply.ts';
import { animationImage, drawingImage, pictureImage } from './images.ts';

/** Kinds whose reply offers the same again with a new seed. */
const repeatable: ReadonlySet<Painting['kind']> = new Set(['generate', 'mix', 'vary', 'pack']);

/** A finished painting as a reply: what it shows, the pictures and their buttons. */
export function paintingReply(painting: Painting, words: Words): Reply {
  const { pictures, animation, drawings, files, spoiler, note } = painting;
  return {
    text: [headline(painting, words), about(painting, words), note && words.of(note), names(painting, words)]
      .filter(Boolean)
      .join('\n'),
    images: [
      ...(animation ? [animationImage(animation, painting)] : []),
      ...(drawings?.map((drawn) => ({ ...drawingImage(drawn, painting, words), shows: shownIn(painting) })) ??
        pictures.map((picture) => pictureImage(picture, spoiler))),
    ],
    ...(files && {
      files: files.map((file) => ({ ...file, about: words.of(file.about), shows: shownIn(painting) })),
    }),
    ...controlsOf(painting, words),
  };
}

/** The buttons under a painting: of what its author alone sees, other ones. */
function controlsOf(painting: Painting, words: Words): Pick<Reply, 'buttons' | 'selects'> {
  const { kind, pictures, animation, private: own } = painting;
  const standing = animation ? [{ id: animation.picture, number: 1 }] : pictures;
  if (isScenery(painting)) return { buttons: againButtons(pictures, words) };
  if (own) return privateButtons(standing, animation !== undefined, words);
  if (animation) return { buttons: animationButtons({ id: animation.picture, number: 1 }, animation.speed, words) };
  return pictureButtons(pictures, repeatable.has(kind) || pictures.length > 1 ? 'grid' : 'one', words);
}

/** Ids of the pictures in what was made of them: it goes with each of these. */
const shownIn = ({ pictures, madeOf = [] }: Painting): string[] => [...pictures.map(({ id }) => id), ...madeOf];

function headline({ kind, subject, animation, style, pictures: [first] }: Painting, words: Words): string {
  const shown = `**${subject || words('painting.free-samples')}**`;
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
      return animation ? words('painting.frames', { shown, count: animation.frames }) : shown;
    case 'restyle':
      return words('painting.restyled', { shown, style });
    case 'vary':
      return words('painting.variations', { shown });
    case 'enlarge':
      return words('painting.enlarged', { shown, width: first?.width ?? 0, height: first?.height ?? 0 });
    case 'explore':
    case 'recall':
      return shown;
  }
}

/** The style; and a single picture by its id, which people type: `/edit ID`, `/mix ID 🍩`. */
function about({ pictures: [first, ...others], drawings, style }: Painting, words: Words): string {
  const only = others.length === 0 && !drawings && first;
  return [only && words('painting.picture', { id: only.id }), style && words('painting.style', { style })]
    .filter(Boolean)
    .join(' · ');
}

/** A pattern or a banner: its pictures stand in it, and not alone. */
const isScenery = ({ kind }: Painting): boolean => kind === 'pattern' || kind === 'banner';

/** Of a pack, what each picture of the sheet is called; and what the files hold. */
function names({ kind, pictures, files = [] }: Painting, words: Words): string | undefined {
  const called = pictures.map(({ number, alt }) => `${number} \`${alt}\``).join(' · ');
  const held = files.map(({ name, about: what }) => words('painting.file', { name, about: what }));
  return [...(kind === 'pack' ? [called] : []), ...held].join('\n') || undefined;
}
