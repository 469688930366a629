/** A model's place among the lines that lead from models to what they come from. */
export interface Place<Model> {
  model: Model;
  /** In which lane it stands, from 0. */
  lane: number;
  /** Lanes whose lines pass by it. */
  passing: number[];
  /** Lanes above it whose lines end in it. */
  from: number[];
  /** Its line goes on below it. */
  goesOn: boolean;
}

/**
 * Lanes for a list of models, each above what it comes from where that is in the list: a lane belongs to the model that
 * its line leads down to, and is free again below it.
 */
export function placeInLanes<Model extends { name: string; parent?: string }>(
  models: readonly Model[],
): { places: Place<Model>[]; lanes: number } {
  const known = new Set(models.map(({ name }) => name));
  const waiting: (string | undefined)[] = [];
  let lanes = 1;
  const places = models.map((model): Place<Model> => {
    const from = waiting.flatMap((name, lane) => (name === model.name ? [lane] : []));
    const free = waiting.indexOf(undefined);
    const lane = from[0] ?? (free < 0 ? waiting.length : free);
    for (const each of from) waiting[each] = undefined;
    const passing = waiting.flatMap((name, index) => (name === undefined ? [] : [index]));
    const goesOn = model.parent !== undefined && known.has(model.parent);
    waiting[lane] = goesOn ? model.parent : undefined;
    lanes = Math.max(lanes, waiting.length);
    return { model, lane, passing, from, goesOn };
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
