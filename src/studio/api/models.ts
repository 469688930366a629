import type { Caller } from './people.ts';

export interface ModelInfo {
  /** The short name people type: the first 8 characters of the content's hash, or `easel` for the shipped one. */
  name: string;
  family: string;
  step: number;
  parent?: string;
  createdAt: Date;
  active: boolean;
  note: string;
}

export interface Models {
  list(caller: Caller): Promise<ModelInfo[]>;
  /** Paints with this checkpoint from now on. Throws `not_found`, `no_permission`. */
  use(caller: Caller, name: string): Promise<ModelInfo>;
  /** Goes back to the checkpoint that was active before. */
  rollback(caller: Caller): Promise<ModelInfo>;
  /** What was learnt here: the latest models, the oldest first. Throws `not_found` where nothing was. */
  history(caller: Caller): Promise<ModelHistory>;
  /** The same seeds as two models paint them, as one PNG. Throws `not_found`. */
  compare(caller: Caller, one: string, other: string): Promise<Uint8Array>;
  /** Four seeds, the same for all models, as one paints them: a PNG. Throws `not_found`. */
  picture(caller: Caller, name: string): Promise<Uint8Array>;
}

export interface ModelHistory {
  lessons: {
    model: string;
    parent: string;
    at: Date;
    promoted: boolean;
    active: boolean;
    /** Why it was promoted or not. */
    reason: string;
    /** What was measured, by name; docs/taste.md says what each means. */
    figures: Record<string, number>;
  }[];
  /** The same seeds as each of them paints them, a row each, as one PNG. */
  picture: Uint8Array;
}
