import type {
  ConsoleGuest,
  DayOfVotes,
  LineageModel,
  Member,
  QueueView,
  SettingKey,
  TasteView,
  TrainingCurves,
  TrainingProgress,
  TrainingRecord,
  WorkspaceInfo,
  WorkspaceTotals,
} from '#studio/api.ts';

/** What the server tells the console: types only, shared by both. A value as it is after its way as JSON. */
export type Wire<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? Wire<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Wire<Value[Key]> }
      : Value;

export interface ConsoleView {
  /** Those that may be looked at; the operator's are all. */
  workspaces: (Pick<WorkspaceInfo, 'id' | 'platform' | 'externalId'> & { pictures?: number })[];
  /** Which of them this is. */
  workspace: ConsoleGuest['workspaceId'];
  operator: boolean;
  totals: WorkspaceTotals;
  days: DayOfVotes[];
  now: NowView;
}

/** What runs and waits. */
export interface NowView {
  queue: QueueView;
  training?: Omit<TrainingProgress, 'chart'> & { mine: boolean };
}

/** A picture of the workspace. */
export interface PictureView {
  id: string;
  url: string;
  alt: string;
  width: number;
  height: number;
  subject: string;
  author: string;
  up: number;
  down: number;
}

export type TastePageView = Omit<TasteView, 'liked' | 'disliked'> & { liked: PictureView[]; disliked: PictureView[] };

export interface TrainingsView {
  trainings: Wire<TrainingRecord>[];
  /** How the one goes that runs now, where it is this workspace's. */
  curves?: TrainingCurves;
}

export interface ReportView {
  picture: PictureView;
  people: number;
  reasons: string[];
  hidden: boolean;
  blockable: boolean;
}

export interface LessonView {
  id: string;
  name: string;
  giver: string;
  createdAt: string;
  url: string;
  side: number;
}

export interface MembersView {
  members: Wire<Member>[];
  /** Pictures that a person may paint in a day, where there is a limit. */
  daily?: string;
  blocked: { key: string; name?: string; since: string }[];
}

export interface AuditView {
  at: string;
  who?: string;
  /** What they did, after their name, with code in backticks. */
  words: string;
}

export interface SettingView {
  key: SettingKey;
  title: string;
  value?: string;
  choices?: readonly string[];
  /** What holds where nobody decided. */
  none: string;
  /** What may be written for it. */
  hint: string;
}

export interface BackupView {
  name: string;
  at: string;
  bytes: number;
}

export type ModelView = Wire<LineageModel>;
