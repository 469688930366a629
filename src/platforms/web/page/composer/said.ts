const key = 'easel.said';
const most = 50;

function readSaid(): string[] {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(said) ? said.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers what was said in this browser, newest first, each once. */
export function rememberSaid(text: string): void {
  const said = [text, ...readSaid().filter((each) => each !== text)].slice(0, most);
  localStorage.setItem(key, JSON.stringify(said));
}

/** What was said `steps` messages ago, from 0; nothing where that is too far back. */
export function recallSaid(steps: number): string | undefined {
  return readSaid()[steps];
}
