/**
 * Gathers what is asked for while an earlier asking is under way, and asks for all of it at once: many small writes to a
 * database become a few. `ask` returns an answer for each item, or an error for that one alone, in their order, which is
 * that in which the askers go on; where it fails itself, all of them do.
 */
export function gather<Item, Answer>(
  ask: (items: Item[]) => Promise<(Answer | Error)[]>,
): (item: Item) => Promise<Answer> {
  let waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let asking = false;

  const run = async (): Promise<void> => {
    asking = true;
    while (waiting.length) {
      const batch = waiting;
      waiting = [];
      try {
        const answers = await ask(batch.map(({ item }) => item));
        for (const [index, { resolve, reject }] of batch.entries()) {
          const answer = answers[index]!;
          if (answer instanceof Error) reject(answer);
          else resolve(answer);
        }
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
