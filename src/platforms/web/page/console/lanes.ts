/** A model's place among the lines that lead from models to what they come from. */
export interface Place<Model> {
  model: Model;
  /** In which lane it stands, from 0. */
  lane: number;
  /** Lanes whose lines pass by it. */
  passing: number[];
  /** A line from above ends in it. */
  reached: boolean;
  /** The lane in which its line goes on below it: its own, or one that leads to the same model; nothing where it ends. */
  to?: number;
}

/**
 * Lanes for a list of models, each above what it comes from where that is in the list. A lane belongs to the model that
 * its line leads down to; models that come from the same one share it.
 */
export function placeInLanes<Model extends { name: string; parent?: string }>(
  models: readonly Model[],
): { places: Place<Model>[]; lanes: number } {
  const known = new Set(models.map(({ name }) => name));
  const waiting: (string | undefined)[] = [];
  let lanes = 1;
  const places = models.map((model): Place<Model> => {
    const { name, parent } = model;
    const from = waiting.indexOf(name);
    const free = waiting.indexOf(undefined);
    const lane = from >= 0 ? from : free >= 0 ? free : waiting.length;
    waiting[lane] = undefined;
    const passing = waiting.flatMap((awaited, index) => (awaited === undefined ? [] : [index]));
    lanes = Math.max(lanes, lane + 1);
    if (parent === undefined || !known.has(parent)) return { model, lane, passing, reached: from >= 0 };
    const shared = waiting.indexOf(parent);
    const to = shared >= 0 ? shared : lane;
    waiting[to] = parent;
    return { model, lane, passing, reached: from >= 0, to };
  });
  return { places, lanes };
}

/** Each model above what it comes from, and else in the order given. */
export function childrenFirst<Model extends { name: string; parent?: string }>(models: readonly Model[]): Model[] {
  const left = new Map(models.map((model) => [model.name, model]));
  const ordered: Model[] = [];
  while (left.size > 0) {
    const parents = new Set([...left.values()].map(({ parent }) => parent));
    const next = [...left.values()].find(({ name }) => !parents.has(name)) ?? [...left.values()][0]!;
    left.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}
