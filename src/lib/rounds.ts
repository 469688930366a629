/**
 * Lets work begin one piece at a time, with a look at the network between any two: a database within the process would
 * otherwise keep the next people waiting to be acknowledged until all are served.
 */
export function createRounds(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
