import type { GalleryPicture } from './gallery.ts';
import type { Caller, Origin } from './people.ts';

/** A picture that people reported and no admin has decided about. */
export interface ReportedPicture {
  picture: GalleryPicture;
  /** How many people reported it. */
  people: number;
  /** The reasons that were given, the oldest first. */
  reasons: string[];
  /** So many reported it that it is withheld. */
  hidden: boolean;
  /** Whether its maker can be blocked: they are known and are not the admin who looks. */
  blockable: boolean;
}

export interface BlockedPerson {
  /** Of the blocked account, see `Moderation.unblock`. */
  key: string;
  /** The name they go by, where they are still known. */
  name?: string;
  since: Date;
}

/** Something that was decided for everybody. */
export interface AuditEntry {
  at: Date;
  /** The name of who did it, where they are still known. */
  who?: string;
  /** Such as `setting.change`. */
  action: string;
  /** What it was done to: a setting's key, a picture's id ... */
  subject: string;
  /** The name of whom it was done to. */
  about?: string;
  detail: Readonly<Record<string, unknown>>;
}

/** Pages count from 1. All but `report` and `checkWords` throw `no_permission` to who is no admin. */
export interface Moderation {
  /**
   * Reports a picture of somebody else's, once; returns whether it is withheld now. Throws `not_found`, `bad_option`,
   * `rate_limited`.
   */
  report(caller: Caller, pictureId: string, reason?: string): Promise<{ hidden: boolean }>;
  /** Throws `bad_option` where a text has words that are not wanted in the caller's workspace. */
  checkWords(caller: Caller, text: string): Promise<void>;
  /** What waits for a decision: 4 a page, fewer on the last one. */
  reported(caller: Caller, page: number): Promise<ReportedPicture[]>;
  /** A picture is fine: it is shown again. Throws `not_found` where nothing waits. */
  approve(caller: Caller, pictureId: string): Promise<void>;
  /** Blocks the maker of a picture; returns their name. Throws `not_found`, `bad_option`. */
  blockMaker(caller: Caller, pictureId: string): Promise<string>;
  /** Blocks a person by their id, see `Console.members`. Throws `not_found`, `bad_option`. */
  blockMember(caller: Caller, personId: string): Promise<string>;
  /**
   * Blocks the person of this name, mention or id, with all their accounts; returns their name as it is known. Throws
   * `not_found`, `bad_option`.
   */
  block(caller: Caller, origin: Origin, typed: string): Promise<string>;
  /** Takes that back, also by the key of a blocked account. Throws `not_found`. */
  unblock(caller: Caller, origin: Origin, typed: string): Promise<string>;
  /** Who is blocked, last blocked first. */
  blocked(caller: Caller): Promise<BlockedPerson[]>;
  /** What was decided here, newest first: 15 a page, fewer on the last one. */
  audit(caller: Caller, page: number): Promise<AuditEntry[]>;
}
