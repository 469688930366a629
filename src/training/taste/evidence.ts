import { type Voter, weighPeople } from './people.ts';

/** What people do with pictures, from dislike to love. */
export type SignKind = 'down' | 'enlarge' | 'save' | 'up' | 'favorite';

/** One person's signs on one picture, by its place among all pictures. */
export interface Sign {
  person: string;
  picture: number;
  kind: SignKind;
}

/** Pictures that were shown together, by their places among all pictures, in the order shown. */
export type Grid = readonly number[];

/**
 * One thing that a person said: that they prefer `better` to `worse`, or, where there is no other picture, that they
 * like `better` (or dislike `worse`).
 */
export interface Statement {
  better?: number;
  worse?: number;
  weight: number;
  /** The grid that it is about: what is said of one grid hangs together. */
  grid: number;
}

/** How much each sign says that a picture is liked. */
const likings: Record<SignKind, number> = { down: -1, enlarge: 0.3, save: 0.6, up: 1, favorite: 1.5 };
/** A picture that somebody left alone while they marked others. */
const leftAlone = 0;
/** The weight of what a whole grid says by its order, beside that of each sign by itself. */
const pairShare = 1;

/**
 * Signs as statements that can be learnt from. A sign says that a person likes a picture or does not (an absolute
 * judgement), and that they like it more, or less, than the others they saw with it (pairs, Bradley and Terry 1952).
 * The pairs of a sign share its weight, that of its kind and its person.
 */
export function toStatements(grids: readonly Grid[], signs: readonly Sign[], voters: readonly Voter[]): Statement[] {
  const weights = weighPeople(voters);
  const gridOf = new Map(grids.flatMap((pictures, grid) => pictures.map((picture) => [picture, grid] as const)));
  const groups = Map.groupBy(signs, ({ person, picture }) => `${person} ${gridOf.get(picture)}`);
  return [...groups.values()].flatMap((group) => {
    const { person, picture } = group[0]!;
    const grid = gridOf.get(picture);
    if (grid === undefined) return [];
    return statementsOn(grids[grid]!, likingsOf(group)).map(({ weight, ...said }) => {
      return { ...said, weight: weight * weights.get(person)!, grid };
    });
  });
}

/** How much one person likes each picture that they left a sign on: dislike outdoes all, else the strongest sign. */
function likingsOf(signs: readonly Sign[]): Map<number, number> {
  const liked = new Map<number, number>();
  for (const { picture, kind } of signs) {
    const [before, now] = [liked.get(picture), likings[kind]];
    liked.set(
      picture,
      before === undefined ? now : Math.min(before, now) < 0 ? Math.min(before, now) : Math.max(before, now),
    );
  }
  return liked;
}

function statementsOn(grid: Grid, liked: Map<number, number>): Omit<Statement, 'grid'>[] {
  const alone = [...liked].map(([picture, liking]) =>
    liking > 0 ? { better: picture, weight: liking } : { worse: picture, weight: -liking },
  );
  const others = grid.length - 1;
  const pairs = grid.flatMap((picture, place) =>
    grid.slice(place + 1).flatMap((other) => {
      const difference = (liked.get(picture) ?? leftAlone) - (liked.get(other) ?? leftAlone);
      if (difference === 0) return [];
      const [better, worse] = difference > 0 ? [picture, other] : [other, picture];
      return [{ better, worse, weight: (pairShare * Math.abs(difference)) / others }];
    }),
  );
  return [...alone, ...pairs];
}
