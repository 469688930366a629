import type { Random } from '#lib/random.ts';
import { compose, paint } from './compose.ts';
import { type IconLibrary, openLibraries } from './library.ts';
import type { Scene } from './scene.ts';
import { createScenery } from './scenery.ts';

/** Scenes drawn from the vector layers of the emoji sets, as they are asked for. */
export interface Compositions {
  readonly styles: readonly string[];
  /** A scene that the style can show; with pairs that are held out, or none of them. */
  drawScene(random: Random, style: string, options?: { heldOut?: boolean }): Scene;
  /**
   * Premultiplied RGBA, `[size, size, 4]`, framed as the pictures of a data set are; undefined where the style lacks a
   * part of the scene. The same random numbers give the same picture.
   */
  render(scene: Scene, style: string, size: number, random: Random): Promise<Uint8Array | undefined>;
}

/** Compositions in every style whose package is installed. */
export async function loadCompositions(): Promise<Compositions> {
  const libraries = await openLibraries();
  const sceneries = new Map([...libraries].map(([style, library]) => [style, createScenery(library)]));
  const libraryOf = (style: string): IconLibrary => {
    const library = libraries.get(style);
    if (!library) throw new RangeError(`There are no compositions in the style ${style}.`);
    return library;
  };
  return {
    styles: [...libraries.keys()],
    drawScene: (random, style, { heldOut = false } = {}) => {
      libraryOf(style);
      return sceneries.get(style)!(random, heldOut);
    },
    render: async (scene, style, size, random) => {
      const part = await compose(libraryOf(style), scene, random);
      return part && paint(part, size, scene.size);
    },
  };
}
