import type { Circle } from './grid.ts';
import type { HeadCorrection } from './heads.ts';

type Numbers = readonly [x: number, y: number, radius: number];
type Others = Omit<HeadCorrection, 'eyes' | 'head' | 'clear'>;

/** Two eyes, by their middle and how far they are apart; `clear` goes beside them when another face comes. */
const pair = (
  x: number,
  y: number,
  apart: number,
  radius: number,
  clear: readonly Numbers[] = [],
  others: Others = {},
): HeadCorrection => ({ eyes: { x, y, apart, radius }, clear: clear.map(circle), ...others });

/** A round part that a face fits on. */
const round = (
  x: number,
  y: number,
  radius: number,
  clear: readonly Numbers[] = [],
  others: Others = {},
): HeadCorrection => ({ head: { x, y, radius }, clear: clear.map(circle), ...others });

const clearing = (...clear: readonly Numbers[]): HeadCorrection => ({ clear: clear.map(circle) });
const circle = ([x, y, radius]: Numbers): Circle => ({ x, y, radius });

/** Both sets draw the same shapes. */
// biome-ignore format: a table
const fluent: Readonly<Record<string, HeadCorrection>> = {
  '1f434': round(27, 30, 14, [[23.7, 27, 4.5]]), // horse
  '1f984': round(27, 30, 14, [[23.7, 27, 4.5]]), // unicorn
  '1f432': round(31, 30, 14, [[30, 30, 5]]), // dragon face
  '1f916': pair(32, 28, 20, 4, [[32, 29, 20], [32, 49, 9]]), // robot
  '1f47d': pair(32, 33, 26.5, 9, [[32, 50, 6]]), // alien
  '1f9a7': pair(31.7, 18.5, 7, 2, [[31.7, 25, 6]], { width: 24 }), // orangutan
  '1f422': round(11, 47, 8, [[9, 46, 3]]), // turtle
  '1f996': round(19, 16, 9, [[18, 12, 4]]), // T-rex
  '1f409': round(21, 18, 8, [[21, 16.5, 3.5]]), // dragon
  '1f419': round(32, 25, 16, [[12.5, 27, 5], [51, 27, 5]]), // octopus
  '1f41d': round(12, 34, 10, [[11, 34, 3.5]], { dark: true }), // honeybee
  '1f9a5': pair(16, 32, 9, 2, [[11, 32, 5], [21, 32, 5], [16, 36, 4]], { width: 22 }), // sloth
  '1f421': round(31, 35, 15, [[17.3, 31, 3]]), // blowfish
  '1f420': round(26, 36, 14, [[14.6, 33, 3], [32, 36, 6]]), // tropical fish
  '1f40c': round(12.5, 30, 9, [[8, 6.5, 4.5], [15.5, 6.5, 4.5]]), // snail
  '1f41e': round(32, 34, 14, [[32, 27, 8]]), // lady beetle
  '1f980': round(32, 38, 12, [[26, 27, 4], [37.5, 27, 4]]), // crab
  '1f40a': round(29, 50, 8, [[32.5, 50.5, 3]]), // crocodile
  '1f921': clearing([31.7, 47, 17]), // clown
  '1f436': clearing([32, 53, 6]), // dog
  '1f987': round(36, 38, 8, [[34.6, 38.5, 2.5], [39, 34.5, 2.5], [40, 39, 4]]), // bat
  '1f427': pair(32, 17, 6.5, 1.8, [[29.5, 15.5, 2.5], [34.5, 15.5, 2.5]], { width: 18 }), // penguin
  '1f47e': pair(32, 29.5, 20, 4), // alien monster
  '1f408-200d-2b1b': round(16, 24, 9.5, [[12.8, 23.5, 3]]), // black cat
  '1f403': round(16, 18.5, 8, [[15.2, 17.8, 3.2]]), // water buffalo
  '1f983': round(13.7, 13.5, 5.5, [[13.7, 13, 3]]), // turkey
  '1f426-200d-2b1b': round(17.5, 13, 10.5, [[21.8, 9.8, 4.5]]), // black bird
};

/** What looking gets wrong, by style and concept; numbers in pixels of a grid of 64. */
// biome-ignore format: a table
const corrections: Readonly<Record<string, Readonly<Record<string, HeadCorrection>>>> = {
  twemoji: {
    '1f99d': pair(31.7, 31, 16, 3.5), // raccoon
    '1f984': round(30, 33, 14, [[27, 26.5, 3.5]]), // unicorn
    '1f43c': pair(30.4, 33, 17, 8), // panda
    '1f427': round(30, 10, 9, [[28, 7, 3.5]], { dark: true }), // penguin
    '1f916': clearing([31, 45.5, 17]), // robot
    '1f47d': pair(30.5, 32, 25.5, 9, [[30.5, 53, 8]]), // alien
    '1f47b': pair(30, 22, 18, 5, [[33, 41, 11], [40, 22, 9]]), // ghost
    '1f996': round(17, 10, 9, [[13, 6, 4]]), // T-rex
    '1f9a7': pair(31.7, 19.5, 7.5, 2.2, [[31.7, 34, 12], [31.7, 24, 4]], { width: 26 }), // orangutan
    '1f31e': pair(31.8, 26, 18.5, 5, [[31.8, 42, 14]]), // sun with face
    '1f41d': round(31.7, 14, 9, [], { dark: true }), // honeybee
    '1f9a5': round(48, 34, 12, [[41, 29, 7], [56, 39, 7], [47, 41, 5], [50, 42, 4]]), // sloth
    '1f421': round(22, 32, 18, [[12.5, 22.5, 3]]), // blowfish
    '1f40c': round(13, 27, 9), // snail
    '1f47e': pair(31.8, 29.5, 14.5, 4.5), // alien monster
    '1f404': round(14, 25, 9, [[14, 23, 3]], { dark: true }), // cow
    '1f40e': round(9, 17, 6, [[7.5, 14.5, 2]]), // horse
    '1f9ad': round(19, 8, 7), // seal
    '1f995': round(22, 6, 6, [[21.5, 3.5, 2.5]]), // sauropod
    '1f987': pair(32, 19.5, 7.5, 1.8, [[32, 22.5, 4]], { width: 17 }), // bat
    '1f41c': round(16, 15, 10), // ant
    '1f9a8': round(15, 39.5, 8, [[14.4, 38, 3]]), // skunk
    '1f9a1': round(13, 39, 7, [[12.5, 37.4, 3]]), // badger
    '1f403': round(11.5, 30.5, 9, [[10.5, 28.5, 3]]), // water buffalo
  },
  noto: {
    '1f434': round(29, 30, 13, [[26.7, 28, 4]]), // horse
    '1f47b': pair(30, 18, 16, 5, [[30.5, 36, 15], [21, 18, 6], [38, 18, 7]]), // ghost
    '1f383': pair(32, 30, 16, 5, [[32, 47, 17], [32, 37, 4], [24, 30, 8], [40, 30, 8]]), // jack-o-lantern
    '1f921': clearing([22, 18, 6], [40, 18, 8], [32, 50, 15]), // clown
    '1f42f': clearing([32, 41, 10], [32, 46, 9]), // tiger
    '1f419': round(36, 25, 13, [[38.7, 29, 4]]), // octopus
    '1f994': round(19, 38, 9, [[17, 37.5, 3.5]]), // hedgehog
    '1f9a5': pair(15.5, 26, 9, 2.5, [[15.5, 30, 6]], { width: 22 }), // sloth
    '1f9a6': pair(15.5, 22.5, 9, 2, [[15.5, 26, 4]], { width: 20 }), // otter
    '1f988': round(20, 24, 9, [[18, 18, 3.5], [17, 25, 7]]), // shark
    '1f421': round(28, 34, 15, [[16.5, 22.5, 5]]), // blowfish
    '1f40c': round(13, 38, 10, [[12.5, 9, 4], [21.5, 9, 4], [12, 34, 5]]), // snail
    '1f980': round(32, 40, 12, [[27, 26, 4], [36.5, 26, 4]]), // crab
    '1f422': pair(14, 33, 9.5, 2.5, [[14, 39, 6]], { width: 22 }), // turtle
    '1f98d': pair(17, 14.5, 7, 1.5, [[16, 20, 5]], { width: 18 }), // gorilla
    '1f9a7': pair(35.8, 18, 6, 1.5, [[36, 24, 5]], { width: 16 }), // orangutan
    '1f411': pair(18.5, 23, 11, 2.5, [[16.5, 31, 6]], { width: 24 }), // ewe
    '1f47e': pair(31.8, 28.5, 13.5, 3.5), // alien monster
    '1f41d': round(18, 29, 12, [[17, 29, 6], [4.5, 27, 5]]), // honeybee
    '1f987': round(31.5, 28, 7, [[30, 28.5, 3.2], [34.5, 28, 3.5], [32, 30.5, 4]]), // bat
    '1f427': round(29.5, 9, 11.5, [[30, 10.6, 4.5]], { dark: true }), // penguin
    '1f417': round(35, 34, 17, [[31, 28.3, 4]]), // boar
    '1f403': pair(17.9, 26, 10.3, 2.5, [[11, 35, 3], [17.5, 36, 3]], { width: 24 }), // water buffalo
    '1f9ab': pair(12.5, 8, 9, 1.8, [[10, 13, 5]], { width: 20 }), // beaver
    '1f40a': round(22, 50, 9, [[29, 47, 3]]), // crocodile
  },
  'fluent-flat': fluent,
  fluent: {
    ...fluent,
    '1f47b': pair(32, 17.5, 14, 4, [[32, 31, 12], [26, 17.5, 5], [39.5, 17.5, 5]]), // ghost
    '1f425': pair(32, 22, 14.5, 1.5, [], { width: 22 }), // front-facing baby chick
  },
  emojione: {
    '1f431': pair(31.7, 35.5, 28, 8, [[31.7, 47, 9]], { dark: true }), // cat
    '1f984': round(27, 36, 13, [[22, 34, 6]]), // unicorn
    '1f438': round(32, 36, 18, [[14, 19, 8], [50, 19, 8], [32, 35, 8]]), // frog
    '1f432': round(33, 27, 11, [[25.6, 21, 5]]), // dragon face
    '1f414': round(13, 20, 8, [[11.6, 17, 3]]), // chicken
    '1f47b': pair(32.5, 23, 17, 6, [[33, 42, 13], [25, 22, 9], [41, 23, 7]]), // ghost
    '1f383': pair(32, 30, 22, 6, [[32, 46, 20], [32, 37, 4], [21, 29, 8], [43, 29, 8]]), // jack-o-lantern
    '1f480': pair(31.7, 32, 26, 7), // skull
    '1f921': clearing([32, 51, 9]), // clown
    '1f31d': pair(31.7, 27, 27, 7, [[31.7, 48, 13], [31, 32, 10]]), // full moon with face
    '1f31e': pair(31.8, 29, 13.6, 4.5, [[31.8, 38, 8]]), // sun with face
    '1f98d': pair(32.5, 31, 17, 4, [[32, 41, 6], [32, 49, 8]], { dark: true }), // gorilla
    '1f409': round(15, 9, 7, [[16.3, 7.5, 3.5]]), // dragon
    '1f987': { skip: true }, // bat
    '1f988': round(29, 32, 12, [[24, 29.5, 5], [29, 45, 12]]), // shark
    '1f433': round(27, 41, 13, [[24.6, 42, 5], [13, 50, 10]]), // spouting whale
    '1f420': round(12, 32, 10, [[11, 32, 6]]), // tropical fish
    '1f421': pair(23, 27, 17.5, 6, [[17, 38, 5]], { width: 44 }), // blowfish
    '1f40c': { skip: true }, // snail
    '1f980': round(32, 39, 12, [[23.6, 22.5, 6], [40, 22.5, 6]]), // crab
    '1f40a': pair(42, 7, 8, 4, [], { width: 22 }), // crocodile
    '1f411': pair(26.4, 28.2, 16, 4, [[26, 38, 6]], { width: 28 }), // ewe
    '1f476': clearing([32, 46, 12]), // baby
  },
  'noto-v1': {
    '1f43c': pair(31.7, 34.5, 23, 9, [[31.7, 42, 6], [31.7, 49, 8]]), // panda
    '1f438': round(32, 38, 17, [[13, 12, 6], [51, 12, 6], [25, 21, 3], [38, 21, 3], [32, 30, 17]]), // frog
    '1f432': round(33, 28, 11, [[27, 31, 4], [17, 28, 4]]), // dragon face
    '1f414': round(16, 17, 8, [[17, 15.5, 3.5]]), // chicken
    '1f427': round(27, 12, 9, [[27.5, 10, 3.5]], { dark: true }), // penguin
    '1f383': pair(32, 35, 18, 6, [[32, 49, 17], [32, 39, 4], [23, 36, 7], [41, 36, 7]]), // jack-o-lantern
    '1f480': pair(31.7, 30, 23, 7, [[31.7, 38, 5]]), // skull
    '1f42e': pair(32.3, 25.5, 19.5, 4, [[32, 48, 11]]), // cow face
    '1f434': round(31, 30, 14, [[29.5, 25.5, 6]]), // horse
    '1f984': round(31, 30, 14, [[29.5, 25.5, 6]]), // unicorn
    '1f42f': clearing([32, 46, 12]), // tiger
    '1f43a': clearing([32, 52, 10]), // wolf
    '1f422': pair(10.5, 34, 8.5, 2.5, [[10, 41, 6]], { width: 20 }), // turtle
    '1f419': pair(28.7, 25.7, 12.5, 3, [[26.5, 36, 7]], { width: 34 }), // octopus
    '1f41d': pair(21, 32, 12, 3, [[16, 34, 4], [28, 30, 4], [21, 38, 8]], { width: 28 }), // honeybee
    '1f43f': round(16, 26, 9, [[12, 25, 3.5]]), // chipmunk
    '1f433': pair(15.4, 44, 18.6, 3, [], { width: 34 }), // spouting whale
    '1f988': { skip: true }, // shark
    '1f420': round(16, 32, 11, [[7, 31, 3]]), // tropical fish
    '1f421': round(28, 36, 13, [[13.5, 23, 4], [23, 34, 4]]), // blowfish
    '1f40c': round(14, 30, 10, [[7.5, 9, 4], [19, 9, 4], [13, 32, 7]]), // snail
    '1f41e': round(33, 33, 15), // lady beetle
    '1f980': round(32, 38, 13, [[25.5, 18, 4], [37, 18, 4]]), // crab
    '1f418': pair(23, 29, 17, 3, [], { width: 34 }), // elephant
    '1f411': round(29, 26, 9, [[24.8, 24.3, 3], [35, 24.3, 3], [29.5, 32, 5]], { dark: true }), // ewe
    '1f47e': pair(31.5, 38, 18, 5, [[32, 48, 7]]), // alien monster
    '1f4a9': clearing([32, 48, 11]), // pile of poo
    '1f987': { skip: true }, // bat
    '1f40a': round(30, 37, 8, [[30, 35, 3]]), // crocodile
    '1f403': round(21, 29, 12, [[23.3, 25.4, 3.5], [28, 35, 8]]), // water buffalo
  },
};

/** Faces whose features do not come apart from the disc, or lose what they are known by. */
const spoiltFaces: Readonly<Record<string, ReadonlySet<string>>> = {
  noto: new Set(['1f971', '1fae1', '1f915']),
  'fluent-flat': new Set(['1f92d', '1f927', '1f978']),
  fluent: new Set(['1f92d', '1f927', '1f978', '1f971']),
  'noto-v1': new Set(['1f914', '1f632']),
};

/** Things of a set that do not look worn. */
const unwearable: Readonly<Record<string, ReadonlySet<string>>> = {
  'fluent-flat': new Set(['1fa96']),
  fluent: new Set(['1fa96']),
};

export const isSpoiltFace = (style: string, face: string): boolean => spoiltFaces[style]?.has(face) ?? false;
export const isWearable = (style: string, concept: string): boolean => !unwearable[style]?.has(concept);
export const correctionOf = (style: string, concept: string): HeadCorrection => corrections[style]?.[concept] ?? {};
