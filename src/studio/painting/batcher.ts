/** Items of one kind that can be worked on in one go. */
export interface Batch<Lane, Item> {
  lane: Lane;
  items: Item[];
}

export interface BatcherOptions<Lane, Item, Value> {
  /** How many items of a lane are worked on in one go at most. */
  largest(lane: Lane): number;
  /** Values in the order of the items. */
  run(batch: Batch<Lane, Item>): Promise<Value[]>;
  sameLane(one: Lane, other: Lane): boolean;
  /** How long a first request waits for company, in milliseconds. Nothing waits once there is work. */
  patienceMs: number;
  /** How many batches are handed over at once; with two, the next is ready when one is done. */
  atOnce: number;
}

interface Request<Lane, Item, Value> {
  lane: Lane;
  items: readonly Item[];
  /** Items that a batch has taken, and values that have come back. */
  taken: number;
  values: Value[];
  resolve(values: Value[]): void;
  reject(error: unknown): void;
}

interface Piece<Lane, Item, Value> {
  request: Request<Lane, Item, Value>;
  items: readonly Item[];
}

/**
 * One batch after the other, made of what waits together, whoever asked, `atOnce` of them on their way. A request that is
 * larger than a batch goes behind the others after each piece of it, so that it does not keep them waiting. Where a batch
 * of several requests fails, each of its pieces is tried alone: nobody's bad request spoils another's.
 */
export function createBatcher<Lane, Item, Value>(options: BatcherOptions<Lane, Item, Value>) {
  const { largest, run, sameLane, patienceMs, atOnce } = options;
  type Waiting = Request<Lane, Item, Value>;
  const waiting: Waiting[] = [];
  /** Batches on their way. */
  let working = 0;
  let gathering = false;

  function takeBatch(): Piece<Lane, Item, Value>[] {
    const { lane } = waiting[0]!;
    let room = largest(lane);
    const pieces: Piece<Lane, Item, Value>[] = [];
    for (const request of [...waiting]) {
      if (room === 0) break;
      if (!sameLane(request.lane, lane)) continue;
      const items = request.items.slice(request.taken, request.taken + room);
      request.taken += items.length;
      room -= items.length;
      pieces.push({ request, items });
      waiting.splice(waiting.indexOf(request), 1);
      if (request.taken < request.items.length) waiting.push(request);
    }
    return pieces;
  }

  async function runPieces(pieces: Piece<Lane, Item, Value>[]): Promise<void> {
    const { lane } = pieces[0]!.request;
    try {
      const values = await run({ lane, items: pieces.flatMap(({ items }) => items) });
      for (const { request, items } of pieces) {
        request.values.push(...values.splice(0, items.length));
        if (request.values.length === request.items.length) request.resolve(request.values);
      }
    } catch (error) {
      if (pieces.length > 1) for (const piece of pieces) await runPieces([piece]);
      else drop(pieces[0]!.request, error);
    }
  }

  function drop(request: Waiting, error: unknown): void {
    const place = waiting.indexOf(request);
    if (place >= 0) waiting.splice(place, 1);
    request.reject(error);
  }

  async function workOn(): Promise<void> {
    working++;
    while (waiting.length > 0) await runPieces(takeBatch());
    working--;
  }

  async function drain(): Promise<void> {
    if (gathering) return;
    if (working === 0) {
      gathering = true;
      await new Promise((resolve) => setTimeout(resolve, patienceMs));
      gathering = false;
    }
    while (working < atOnce && waiting.length > 0) void workOn();
  }

  /** The items' values, in their order. */
  return (lane: Lane, items: readonly Item[]): Promise<Value[]> =>
    new Promise((resolve, reject) => {
      if (items.length === 0) return resolve([]);
      waiting.push({ lane, items, taken: 0, values: [], resolve, reject });
      void drain();
    });
}
