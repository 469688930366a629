import type { Head } from './heads.ts';
import { group, type Part } from './parts.ts';
import { beingProps } from './props.ts';
import { beings } from './roles.ts';
import type { Colour, Oklch, Scene } from './scene.ts';

type Being = (typeof beings)[keyof typeof beings];

/** What being something does to a skin, where no colour is asked for, and to a face, where no mood is. */
const looks: Readonly<Partial<Record<Being, { skin?: Colour | Oklch; mood?: string; opacity?: number }>>> = {
  zombie: { skin: { l: 0.68, c: 0.09, h: 140 }, mood: '1f974' },
  robot: { skin: 'silver' },
  ghost: { skin: 'white', mood: '1f62e', opacity: 0.8 },
  alien: { skin: { l: 0.78, c: 0.19, h: 135 } },
  devil: { skin: 'red', mood: '1f608' },
  vampire: { skin: { l: 0.83, c: 0.03, h: 300 } },
};

const beingOf = ({ being }: Scene): Being | undefined =>
  being === undefined ? undefined : beings[being as keyof typeof beings];

/** The scene with the mood that its being brings, and the colour of its skin. */
export function embody(scene: Scene): { scene: Scene; skin?: Colour | Oklch } {
  const being = beingOf(scene);
  const { skin, mood } = (being && looks[being]) ?? {};
  const { colour = skin } = scene;
  return { scene: mood === undefined || scene.mood !== undefined ? scene : { ...scene, mood }, skin: colour };
}

/** A subject with what its being has on and behind its head. */
export function dress(part: Part, scene: Scene, head: Head): Part {
  const being = beingOf(scene);
  if (!being) return part;
  const { behind = [], before } = beingProps[being]!;
  const opacity = looks[being]?.opacity;
  const body = opacity === undefined ? part : { ...part, markup: `<g opacity="${opacity}">${part.markup}</g>` };
  return group([...behind.map((prop) => prop(head)), body, ...before.map((prop) => prop(head))]);
}
