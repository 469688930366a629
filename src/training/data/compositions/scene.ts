/** What a picture shows. Things are concepts: an emoji's code points in lower-case hex joined by `-`, without fe0f. */
export interface Scene {
  /** The main thing. */
  subject: string;
  /** The face whose features the subject has: `1f634` for a sleepy one. */
  mood?: string;
  colour?: Colour;
  /** What the subject's skin is made of: a doughnut's icing on a fox. */
  pattern?: string;
  /** The thing that has the subject's ears and face: an apple with those of a fox. */
  body?: string;
  /** The kind of being that the subject is, see `beings`: a zombie unicorn. */
  being?: string;
  /** On the head, the eyes, the ears or the neck, see `wearables`. */
  worn?: readonly string[];
  /** In the hands, or small before the subject. */
  held?: readonly string[];
  /** Small and floating next to the head, see `signs`. */
  beside?: readonly string[];
  /** Large behind the subject, see `backdrops`. */
  behind?: readonly string[];
  /** Colours of what is worn, held, beside, behind or ridden, by its concept: a red hat. */
  dyed?: Readonly<Record<string, Colour>>;
  /** What the subject rides, sits or stands on, or is in: a skateboard, a box. */
  on?: string;
  /** How many subjects, 1 to 9; 1 unless told. */
  count?: number;
  /** How several subjects stand; the composition chooses unless told. */
  arrangement?: 'row' | 'stack' | 'crowd';
  size?: 'tiny' | 'giant';
}

export const colours = [
  'red',
  'orange',
  'yellow',
  'green',
  'turquoise',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'white',
  'grey',
  'gold',
  'silver',
  'rainbow',
] as const;
export type Colour = (typeof colours)[number];

/** A colour in Oklch (Ottosson 2020): lightness in [0, 1], chroma from 0 to about 0.3, hue in degrees. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}
