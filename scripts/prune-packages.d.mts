/** A row of the table of files that go, see `scripts/prune-packages.mjs`. */
interface Unused {
  of: string;
  files: RegExp;
  why: string;
}

export function unused(machine?: { platform: string; arch: string }): Unused[];
export function prunePackages(folder: string, rows?: Unused[]): { files: number; bytes: number };
