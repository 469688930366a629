import type { Caller } from './people.ts';

/** What a workspace decides for itself. */
export interface WorkspaceSettings {
  /** Where nothing says another one. */
  style?: string;
  /** Who may retrain: `admins`, `everyone`, or the id of a role or user group whose members may beside the admins. */
  retrain: string;
  /** When the nightly training begins, such as `03:30` in `zone`; without it there is none. */
  nightly?: string;
  /** An IANA time zone. */
  zone: string;
  /** The platform's id of the channel for news. */
  news?: string;
  /** Pictures per person and day at most. */
  daily?: number;
  /** Pictures per request at most. */
  count: number;
  /** Days that pictures are kept which nobody marked, see `markedTimes`; without it all are kept. */
  keep?: number;
  /** A picture that so many people voted for is offered to the admins as an emoji; without it none is. */
  promote?: number;
  /** So many people's reports withhold a picture until an admin decides. */
  reports: number;
  /** Words and phrases that are not painted here, separated by commas. */
  words?: string;
  /** Whether the words that come with Easel are not painted either. */
  wordlist: 'on' | 'off';
  /** Whether the best of many are picked by what people here voted for. */
  taste: 'on' | 'off';
}

export type SettingKey = keyof WorkspaceSettings;

export interface SettingState {
  key: SettingKey;
  /** What holds now, if anything does. */
  value?: string;
  /** What there is to choose from, where that can be listed. */
  choices?: readonly string[];
}

export interface Settings {
  list(caller: Caller): Promise<SettingState[]>;
  /**
   * Changes settings, all or none of them; nothing as a value brings the default back. Returns all settings after it.
   * Throws `no_permission`, and `bad_option` naming what the setting may be.
   */
  change(caller: Caller, changes: Partial<Record<SettingKey, string | undefined>>): Promise<SettingState[]>;
}
