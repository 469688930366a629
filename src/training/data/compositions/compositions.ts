import { createRandom, type Random } from '#lib/random.ts';
import { compose, composeTogether, composeUpright, type Pose, paint, viewOf } from './compose.ts';
import { faceView } from './face-view.ts';
import type { HeadCorrection } from './heads.ts';
import { type IconLibrary, openLibraries } from './library.ts';
import type { View } from './raster.ts';
import type { Scene } from './scene.ts';
import { createScenery, type SceneryOptions } from './scenery.ts';

/** Scenes drawn from the vector layers of the emoji sets, as they are asked for. */
export interface Compositions {
  readonly styles: readonly string[];
  /** A scene that the style can show. */
  drawScene(random: Random, style: string, options?: SceneryOptions): Scene;
  /** Whether the style has all that these scenes need, to be drawn side by side where there are several. */
  canDraw(scenes: readonly Scene[], style: string): Promise<boolean>;
  /**
   * Premultiplied RGBA, `[size, size, 4]`, framed as the pictures of a data set are; undefined where the style lacks a
   * part of the scene. The same random numbers give the same picture; the pose is by chance unless told. Of several
   * scenes, all side by side.
   */
  render(
    scene: Scene | readonly Scene[],
    style: string,
    size: number,
    random: Random,
    pose?: Pose,
  ): Promise<Uint8Array | undefined>;
  /** A scene as it is rendered upright, and the square around the subject's face, in pixels. */
  renderFace(
    scene: Scene,
    style: string,
    size: number,
    random: Random,
  ): Promise<{ pixels: Uint8Array; face: View } | undefined>;
  /** The same, with a picture that is no icon as the concept `picture`: a square PNG, and where its head is, if that is known. */
  withPicture(png: Uint8Array, head?: HeadCorrection): Compositions;
}

export interface CompositionOptions {
  /** Where the icons are kept in one file; for this process alone unless told. */
  cacheDir?: string;
}

/** Compositions in every style whose package is installed; none at all where none is. */
export async function loadCompositions({ cacheDir }: CompositionOptions = {}): Promise<Compositions> {
  return compositionsOf(await openLibraries(cacheDir));
}

function compositionsOf(libraries: ReadonlyMap<string, IconLibrary>): Compositions {
  const sceneries = new Map<string, ReturnType<typeof createScenery>>();
  const libraryOf = (style: string): IconLibrary => {
    const library = libraries.get(style);
    if (!library) throw new RangeError(`There are no compositions in the style ${style}.`);
    return library;
  };
  return {
    styles: [...libraries.keys()],
    drawScene: (random, style, options = { heldOut: false }) => {
      const scenery = sceneries.get(style) ?? createScenery(libraryOf(style));
      sceneries.set(style, scenery);
      return scenery(random, options);
    },
    canDraw: async (scenes, style) => {
      const library = libraryOf(style);
      const parts = await Promise.all(scenes.map((scene) => compose(library, scene, createRandom(0))));
      return parts.every((part) => part !== undefined);
    },
    render: async (asked, style, size, random, pose) => {
      const scenes: readonly Scene[] = 'subject' in asked ? [asked] : asked;
      const [only, ...others] = scenes;
      if (!only) throw new RangeError('There is no scene to draw.');
      const library = libraryOf(style);
      if (others.length > 0) {
        const together = await composeTogether(library, scenes, random, pose);
        return together && paint(together, size);
      }
      const part = await compose(library, only, random, pose);
      return part && paint(part, size, only.size);
    },
    renderFace: async (scene, style, size, random) => {
      const drawn = await composeUpright(libraryOf(style), scene, random);
      if (!drawn) return undefined;
      const { left, top, side } = viewOf(drawn.part, scene.size);
      const face = faceView(drawn.head);
      const scale = size / side;
      return {
        pixels: await paint(drawn.part, size, scene.size),
        face: { left: scale * (face.left - left), top: scale * (face.top - top), side: scale * face.side },
      };
    },
    withPicture: (png, head) =>
      compositionsOf(new Map([...libraries].map(([style, library]) => [style, library.withPicture(png, head)]))),
  };
}
