import type { Caller } from './people.ts';

/** How much is kept about a person, everywhere and with all their accounts. */
export interface KeptAbout {
  /** The platforms of their accounts, as people call them. */
  platforms: readonly string[];
  pictures: number;
  votes: number;
  favorites: number;
  /** Pictures of others that they reported. */
  reports: number;
  /** Pictures that they gave to learn from. */
  lessons: number;
  /** What they wrote on the web page. */
  messages: number;
  /** Others may paint from their profile picture. */
  avatar: boolean;
}

/** A part of what is kept about a person, as a zip file. */
export interface PersonalArchive {
  name: string;
  bytes: Uint8Array;
  /** From 1. The first one holds everything but for the pictures that the others hold. */
  part: number;
  parts: number;
}

export interface Privacy {
  look(caller: Caller): Promise<KeptAbout>;
  /** Throws `not_found` for a part that there is not. */
  export(caller: Caller, part: number): Promise<PersonalArchive>;
  /** Lets others paint from the caller's profile pictures, or forbids it; that outlasts `forget`. */
  allowAvatar(caller: Caller, allowed: boolean): Promise<void>;
  /** Whether others may paint from the profile picture of an account. */
  mayPaint(account: { platform: string; externalId: string }): Promise<boolean>;
  /** Deletes everything that is kept about the caller, with all their accounts and everywhere. */
  forget(caller: Caller): Promise<void>;
}
