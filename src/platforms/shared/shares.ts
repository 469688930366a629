/** What may be under way: in all, and of it by one line (an address, a workspace) and by one person. */
export interface Most {
  all: number;
  line: number;
  person: number;
}

/** Whose something is; a person is named where they are known. */
export interface Whose {
  line: string;
  person?: string;
}

/** Counts what is under way, so that nobody has all of it. */
export interface Shares {
  /** Counts `amount` more where it fits in, and says whether it does. */
  take(whose: Whose, amount: number): boolean;
  give(whose: Whose, amount: number): void;
}

export function createShares(most: Most): Shares {
  const counted = new Map<string, number>();
  const keysOf = ({ line, person }: Whose): [key: string, most: number][] => [
    ['all', most.all],
    [`line ${line}`, most.line],
    ...(person ? [[`person ${person}`, most.person] as [string, number]] : []),
  ];
  const add = (whose: Whose, amount: number) => {
    for (const [key] of keysOf(whose)) {
      const now = (counted.get(key) ?? 0) + amount;
      if (now > 0) counted.set(key, now);
      else counted.delete(key);
    }
  };
  return {
    take(whose, amount) {
      const fits = keysOf(whose).every(([key, limit]) => (counted.get(key) ?? 0) + amount <= limit);
      if (fits) add(whose, amount);
      return fits;
    },
    give: (whose, amount) => add(whose, -amount),
  };
}
