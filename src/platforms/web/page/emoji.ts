/** A character, its label and its tags, as `emoji.json` has them. */
export type EmojiRow = [character: string, label: string, tags: string];

let rows: Promise<EmojiRow[]> | undefined;

async function fetchEmoji(): Promise<EmojiRow[]> {
  const response = await fetch(new URL('./emoji.json', import.meta.url));
  return (await response.json()) as EmojiRow[];
}

/** How well a row fits: 0 is best, nothing means that it does not. */
function rank([, label, tags]: EmojiRow, query: string): number | undefined {
  if (label === query) return 0;
  if (label.startsWith(query)) return 1;
  if (label.includes(` ${query}`)) return 2;
  if (` ${tags}`.includes(` ${query}`)) return 3;
  return undefined;
}

/** The rows that fit a query such as `fox` or `happy_cat`, best first. */
export function rankEmoji(all: readonly EmojiRow[], query: string, limit: number): EmojiRow[] {
  const words = query.toLowerCase().replaceAll('_', ' ');
  return all
    .flatMap((row) => {
      const place = rank(row, words);
      return place === undefined ? [] : [{ row, place }];
    })
    .sort((one, other) => one.place - other.place || one.row[1].length - other.row[1].length)
    .slice(0, limit)
    .map(({ row }) => row);
}

/** Emoji for a query, best first; none while they cannot be loaded. */
export async function findEmoji(query: string, limit = 8): Promise<EmojiRow[]> {
  try {
    rows ??= fetchEmoji();
    return rankEmoji(await rows, query, limit);
  } catch {
    rows = undefined;
    return [];
  }
}
