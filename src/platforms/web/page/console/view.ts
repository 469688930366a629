import type { ConsoleApi } from './api.ts';

/** What every view of the console is given. */
export interface ViewProps {
  api: ConsoleApi;
  operator: boolean;
  /** Says something for a moment. */
  onNotice: (words: string) => void;
  /** Something was decided: what the navigation counts may be another number now. */
  onDecided: () => void;
}
