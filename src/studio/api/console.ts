import type { GalleryPicture } from './gallery.ts';
import type { Caller } from './people.ts';
import type { TrainingCurves } from './training.ts';

/** A way into the console of a workspace, for one admin of it. */
export interface ConsoleInvitation {
  /** Its address, with a key that is good once. */
  url: string;
  minutes: number;
  /** The address is one of the machine that Easel runs on: nobody elsewhere can open it. */
  local: boolean;
}

/** Whom an invitation was for. */
export interface ConsoleGuest {
  userId: string;
  name: string;
  workspaceId: string;
}

export interface WorkspaceInfo {
  id: string;
  platform: string;
  /** As its platform names it. */
  externalId: string;
  pictures: number;
}

export interface WorkspaceTotals {
  pictures: number;
  /** Pictures since the day began in the workspace's time zone. */
  today: number;
  people: number;
  votes: number;
  favorites: number;
  /** Reported pictures that wait for a decision. */
  reports: number;
  /** Pictures given to learn from that do. */
  lessons: number;
}

export interface DayOfVotes {
  /** As `2026-11-30`, in the workspace's time zone. */
  day: string;
  up: number;
  down: number;
  favorites: number;
  pictures: number;
}

export interface Member {
  /** The person's id. */
  id: string;
  name: string;
  pictures: number;
  today: number;
  votes: number;
  lastAt: Date;
  blocked: boolean;
}

/** One way in which pictures differ, and how much more one end of it is liked. */
export interface TasteWord {
  /** Such as `round`. */
  word: string;
  /** Such as `angular`; nothing where it has no name. */
  opposite?: string;
  /** From -1 to 1: how pictures' liking goes along with it. */
  strength: number;
}

/** What a workspace likes. */
export interface TasteView {
  /** Votes, favourites and the like that it was learnt from. */
  signs: number;
  /** With fewer signs nothing is learnt. */
  needed: number;
  /** The share of comparisons of two pictures that it foretells, in [0, 1]; nothing where nothing is known yet. */
  accuracy?: number;
  /** The strongest first. */
  words: TasteWord[];
  liked: GalleryPicture[];
  disliked: GalleryPicture[];
}

/** A model with where it comes from and what became of it. */
export interface LineageModel {
  name: string;
  family: string;
  step: number;
  parent?: string;
  createdAt: Date;
  note: string;
  active: boolean;
  /** `given`: it came with Easel or from `npm run train`; `used` and `rejected`: it was trained in chat. */
  origin: 'given' | 'used' | 'rejected';
  /** What was measured, by name; docs/taste.md says what each means. */
  figures: Record<string, number>;
}

export interface TrainingRecord {
  id: string;
  at: Date;
  /** When it ended, or was last heard of. */
  until: Date;
  /** `running`, `done`, `rejected`, `skipped`, `failed`, `cancelled` or `interrupted`. */
  state: string;
  /** Who started it; nobody where it was the night. */
  by?: string;
  parent: string;
  /** The model that came of it, where one did. */
  model?: string;
  steps: number;
  minutes: number;
  /** Why it ended as it did. */
  reason: string;
  figures: Record<string, number>;
  curves: TrainingCurves;
}

/**
 * What the console shows beside what commands show. Pages count from 1. All that take a caller
 * throw `no_permission` to who is no admin.
 */
export interface Console {
  /** Lets an admin of a workspace in. */
  invite(caller: Caller): ConsoleInvitation;
  /** Whom a key is for, once and for as long as it is good. Throws `no_permission`. */
  redeem(key: string): ConsoleGuest;
  /** All workspaces, those with the most pictures first, 200 at most: for the operator alone. */
  workspaces(): Promise<WorkspaceInfo[]>;
  /** Whether there is a workspace of this id. */
  knows(workspaceId: string): Promise<boolean>;
  totals(caller: Caller): Promise<WorkspaceTotals>;
  /** The last `days` days, the oldest first, those without anything included. */
  days(caller: Caller, days: number): Promise<DayOfVotes[]>;
  /** People who painted or voted, who did something last first: 20 a page. */
  members(caller: Caller, page: number): Promise<Member[]>;
  taste(caller: Caller): Promise<TasteView>;
  /** The workspace's models and what they come from, the newest first: 20 a page, and then their ancestors. */
  lineage(caller: Caller, page: number): Promise<LineageModel[]>;
  /** The newest first: 15 a page. */
  trainings(caller: Caller, page: number): Promise<TrainingRecord[]>;
}
