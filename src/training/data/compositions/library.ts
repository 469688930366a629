import { createRecent } from '#lib/recent.ts';
import { isAnimal } from './casts.ts';
import type { Ground } from './contrast.ts';
import { correctionOf } from './corrections.ts';
import { type Face, measureFaces, plainFace, splitFace } from './faces.ts';
import { findHead, type Head, type HeadCorrection } from './heads.ts';
import { type IconStore, openIconStore, type StoredIcon } from './icon-store.ts';
import { parseLayers } from './layers.ts';
import { type MeasuredIcon, measureIcon } from './measure.ts';

/** Measured icons that a library remembers: heads, faces and what is asked for most, at some 50 KB each. */
const iconsRemembered = 600;

/** Heads without a face that it remembers as they are drawn, at 16 KB each. */
const groundsRemembered = 150;

/** The concept of a picture that is no icon. */
export const pictureConcept = 'picture';

/** The icons of one style, read and measured when they are asked for. */
export class IconLibrary {
  readonly style: string;
  readonly concepts: ReadonlyMap<string, StoredIcon>;
  #store: IconStore;
  #icons = createRecent<Promise<MeasuredIcon>>(iconsRemembered);
  #heads = new WeakMap<MeasuredIcon, Head>();
  #grounds = createRecent<Promise<Ground>>(groundsRemembered);
  #measure?: Promise<Pick<Face, 'eyes' | 'disc'> | undefined>;
  #picture?: Promise<MeasuredIcon>;
  #pictureHead?: HeadCorrection;

  constructor(style: string, store: IconStore, icons: readonly StoredIcon[]) {
    this.style = style;
    this.concepts = new Map(icons.map((icon) => [icon.concept, icon]));
    this.#store = store;
  }

  /** The same library with a square PNG as the concept `picture`, and its head; both remember what either measures. */
  withPicture(png: Uint8Array, head?: HeadCorrection): IconLibrary {
    const library = new IconLibrary(this.style, this.#store, [...this.concepts.values()]);
    library.#icons = this.#icons;
    const [side, data] = [64, Buffer.from(png).toString('base64')];
    const body = `<image width="${side}" height="${side}" href="data:image/png;base64,${data}"/>`;
    library.#picture = measureIcon(parseLayers(body, 'picture-', { width: side, height: side }));
    library.#picture.catch(() => {});
    library.#pictureHead = head;
    return library;
  }

  /** Undefined where the style does not draw it. */
  async icon(concept: string): Promise<MeasuredIcon | undefined> {
    if (concept === pictureConcept) return this.#picture;
    const stored = this.concepts.get(concept);
    return stored && (this.#icons.get(concept) ?? this.#icons.set(concept, this.#read(stored)));
  }

  async #read(stored: StoredIcon): Promise<MeasuredIcon> {
    try {
      const { body, left, top, width, height, mirrored } = await this.#store.read(stored);
      const transform = mirrored ? `matrix(-1 0 0 1 ${left + width} ${-top})` : `translate(${-left} ${-top})`;
      const moved = mirrored || left !== 0 || top !== 0 ? `<g transform="${transform}">${body}</g>` : body;
      return await measureIcon(parseLayers(moved, `icon${stored.offset}-`, { width, height }));
    } catch (error) {
      this.#icons.forget(stored.concept);
      throw error;
    }
  }

  /** Where things go on it; undefined where the style does not draw it. */
  async head(concept: string): Promise<Head | undefined> {
    const icon = await this.icon(concept);
    const stored = this.concepts.get(concept);
    const known = icon && this.#heads.get(icon);
    if (!icon || known) return known;
    const correction = concept === pictureConcept ? this.#pictureHead : correctionOf(this.style, concept);
    const head = findHead(icon, correction, stored && isAnimal(stored));
    this.#heads.set(icon, head);
    return head;
  }

  /** What a face is put on, by what it shows; drawn where that is not remembered. */
  ground(shown: string, draw: () => Promise<Ground>): Promise<Ground> {
    const known = this.#grounds.get(shown);
    if (known) return known;
    const drawn = draw();
    drawn.catch(() => this.#grounds.forget(shown));
    return this.#grounds.set(shown, drawn);
  }

  /** What a smiley has on its face; undefined where the style does not draw it, or not on a disc. */
  async face(concept: string): Promise<Face | undefined> {
    this.#measure ??= this.icon(plainFace).then((plain) => plain && measureFaces(plain));
    const [icon, measure] = [await this.icon(concept), await this.#measure];
    return icon && measure && splitFace(icon, measure);
  }
}

/** The libraries of all styles whose packages are installed; see `openIconStore` for the folder. */
export async function openLibraries(cacheDir?: string): Promise<Map<string, IconLibrary>> {
  const store = await openIconStore(cacheDir);
  const byStyle = Map.groupBy(store.icons, ({ style }) => style);
  return new Map([...byStyle].map(([style, icons]) => [style, new IconLibrary(style, store, icons)]));
}
