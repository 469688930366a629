/** Takes the first way that works. Throws what the last one threw. */
export async function firstThatWorks(ways: readonly (() => Promise<unknown>)[]): Promise<void> {
  let failure: unknown;
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
