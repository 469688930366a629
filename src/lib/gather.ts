/**
 * Gathers what is asked for while an earlier asking is under way, and asks for all of it at once: many small writes to a
 * database become a few. `ask` returns an answer for each item, or an error for that one alone, in their order, which is
 * that in which the askers go on. Where it fails itself, each item is asked for alone: nobody's bad item spoils another's.
 */
export function gather<Item, Answer>(
  ask: (items: Item[]) => Promise<(Answer | Error)[]>,
): (item: Item) => Promise<Answer> {
  const waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let asking = false;

  const askFor = async (batch: typeof waiting): Promise<void> => {
    try {
      const answers = await ask(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = answers[index]!;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      }
    } catch (error) {
      if (batch.length > 1) for (const one of batch) await askFor([one]);
      else batch[0]!.reject(error);
    }
  };

  const run = async (): Promise<void> => {
    asking = true;
    while (waiting.length) await askFor(waiting.splice(0));
    asking = false;
  };

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.push({ item, resolve, reject });
    if (!asking) void run();
    return promise;
  };
}
