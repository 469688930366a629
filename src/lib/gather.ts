/**
 * Gathers what is asked for while an earlier asking is under way, and asks for all of it at once: many small writes to a
 * database become a few. `ask` returns an answer for each item, in their order; where it fails, all of them do.
 */
export function gather<Item, Answer>(ask: (items: Item[]) => Promise<Answer[]>): (item: Item) => Promise<Answer> {
  let waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let asking = false;

  const run = async (): Promise<void> => {
    asking = true;
    while (waiting.length) {
      const batch = waiting;
      waiting = [];
      try {
        const answers = await ask(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index]!);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    asking = false;
  };

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.push({ item, resolve, reject });
    if (!asking) void run();
    return promise;
  };
}
