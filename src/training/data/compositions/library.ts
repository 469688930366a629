import { type EmojiIcon, emojiPackages, readEmojiIcons } from '../emoji.ts';
import { installedVersions } from '../packages.ts';
import { correctionOf } from './corrections.ts';
import { type Face, measureFaces, plainFace, splitFace } from './faces.ts';
import { findHead, type Head } from './heads.ts';
import { parseLayers } from './layers.ts';
import { type MeasuredIcon, measureIcon } from './measure.ts';

/** The icons of one style, measured when they are first asked for. */
export class IconLibrary {
  readonly style: string;
  readonly concepts: ReadonlyMap<string, EmojiIcon>;
  #icons = new Map<string, Promise<MeasuredIcon>>();
  #measure?: Promise<Pick<Face, 'eyes' | 'disc'> | undefined>;

  constructor(style: string, icons: readonly EmojiIcon[]) {
    this.style = style;
    this.concepts = new Map(icons.map((icon) => [icon.concept.concept, icon]));
  }

  async icon(concept: string): Promise<MeasuredIcon | undefined> {
    const found = this.concepts.get(concept)?.icon;
    if (!found) return undefined;
    const icon = this.#icons.get(concept) ?? measureIcon(parseLayers(found.body, `icon${this.#icons.size}-`, found));
    this.#icons.set(concept, icon);
    return icon;
  }

  /** Where things go on it; undefined where the style does not draw it. */
  async head(concept: string): Promise<Head | undefined> {
    const icon = await this.icon(concept);
    return icon && findHead(icon, correctionOf(this.style, concept));
  }

  /** What a smiley has on its face; undefined where the style does not draw it, or not on a disc. */
  async face(concept: string): Promise<Face | undefined> {
    this.#measure ??= this.icon(plainFace).then((plain) => plain && measureFaces(plain));
    const [icon, measure] = [await this.icon(concept), await this.#measure];
    return icon && measure && splitFace(icon, measure);
  }
}

/** The libraries of all styles whose packages are installed. */
export async function openLibraries(): Promise<Map<string, IconLibrary>> {
  const styles = [...(await installedVersions(emojiPackages)).keys()];
  const byStyle = Map.groupBy(await readEmojiIcons(styles), ({ style }) => style);
  return new Map([...byStyle].map(([style, icons]) => [style, new IconLibrary(style, icons)]));
}
