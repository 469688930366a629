import type { Scene } from '#training/data/compositions/scene.ts';

/** Faces that one word is as good for as another: sleepy, happy, laughing, sad, crying, angry, loving, surprised ... */
const alike: readonly (readonly string[])[] = [
  ['1f634', '1f62a', '1f971'],
  ['1f600', '1f603', '1f604', '1f60a'],
  ['1f602', '1f606', '1f923'],
  ['1f622', '1f61e', '1f641', '1f614'],
  ['1f62d', '1f622', '1f625'],
  ['1f620', '1f621', '1f624'],
  ['1f60d', '1f970'],
  ['1f62e', '1f632', '1f62f'],
  ['1f628', '1f631', '1f627'],
  ['1f922', '1f912', '1f92e'],
  ['1f61c', '1f92a', '1f61d'],
  ['1f60f', '1f609'],
];

/** Pictures of a grid that show the face that was meant first. */
const asMeant = 2;

/** A scene as the picture of this place in a grid shows it: later ones in a mood with another face for the same word. */
export function variantAt(index: number, scene: Scene): Scene {
  const faces = alike.find(([first]) => first === scene.mood) ?? alike.find((some) => some.includes(scene.mood ?? ''));
  if (!faces || index < asMeant) return scene;
  const turn = faces.indexOf(scene.mood!) + 1 + ((index - asMeant) % (faces.length - 1));
  return { ...scene, mood: faces[turn % faces.length] };
}
