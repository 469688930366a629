/**
 * A listener's values as a stream that holds only the newest: a slow reader skips what is outdated. Ends as soon as
 * `done` settles, either way; what it settled to is the caller's to await. Listens from the call on, not from the first
 * reading.
 */
export function latest<Value>(
  subscribe: (listener: (value: Value) => void) => void,
  done: Promise<unknown>,
): AsyncGenerator<Value, void> {
  let newest: { value: Value } | undefined;
  let finished = false;
  let wake = Promise.withResolvers<void>();
  subscribe((value) => {
    newest = { value };
    wake.resolve();
  });
  const finish = () => {
    finished = true;
    wake.resolve();
  };
  done.then(finish, finish);

  return (async function* read() {
    while (true) {
      await wake.promise;
      if (finished) return;
      wake = Promise.withResolvers();
      if (newest) yield newest.value;
    }
  })();
}
