/** The emulator's own time. It stands still until a test moves it, so that a slow machine breaks no deadline. */
export interface EmulatedTime {
  /** Milliseconds since 1970. */
  now(): number;
  advance(milliseconds: number): void;
  /** A new id, which holds the present moment as Discord's do. */
  snowflake(): string;
}

const discordEpoch = 1_420_070_400_000;

/** With `runs` the time goes on by itself as well, for measuring. */
export function createTime(runs = false): EmulatedTime {
  const start = Date.now();
  let ahead = 0;
  let count = 0n;
  const now = () => (runs ? Date.now() : start) + ahead;
  return {
    now,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    snowflake: () => String((BigInt(now() - discordEpoch) << 22n) | (count++ & 0x3fffffn)),
  };
}
