/**
 * What the chat side may ask of Easel. Types only: commands and platforms are written against this page, the folders
 * beside it and `src/training` implement it, `src/main.ts` brings both together.
 */

import type { Motion } from '#images/motions/names.ts';

export type { Motion };

/** Where a message came from, as its platform names things. */
export interface Origin {
  platform: 'web' | 'terminal' | 'memory' | 'discord' | 'slack';
  /** The platform's own id of the server, team or installation. */
  workspace: string;
  channel: string;
  user: {
    externalId: string;
    name: string;
    /** Ids of the roles (Discord) or user groups (Slack) that they are in. */
    groups?: readonly string[];
  };
  /** The person's language as the platform knows it, such as `pt-BR`: what they type is first read as that. */
  language?: string;
  /** The platform vouches that this person runs the workspace (the operator's browser, Manage Server ...). */
  operator: boolean;
  /** The platform's id of what they did, where that may come twice: what it toggles is toggled once. */
  event?: string;
}

/** Parts of a picture that are asked for by name beside the prompt, in words or emoji of any language, as typed. */
export interface Wishes {
  colour?: string;
  mood?: string;
  wearing?: string;
  holding?: string;
  size?: string;
}

/** A known person in a known workspace. */
export interface Caller {
  /** The person's, whichever of their accounts they use. */
  userId: string;
  name: string;
  workspaceId: string;
  channel: string;
  admin: boolean;
  /** An admin blocked them: they may only look. Nobody who runs the workspace ever is. */
  blocked?: boolean;
  /** They may start a training and stop it: admins, and whom the workspace's settings name. */
  mayRetrain: boolean;
  /** As in Origin. */
  language?: string;
  event?: { platform: string; id: string };
}

export interface People {
  /** Finds or creates the person and the workspace. */
  identify(origin: Origin): Promise<Caller>;
  /** The same for somebody who only looks: nothing is written down about who is new. */
  recognize(origin: Origin): Promise<Caller>;
  /** A code by which the same person can link an account of another platform, once and for ten minutes. */
  offerLink(origin: Origin): Promise<string>;
  /**
   * Links this account to the one that the code was given to: both are one person from then on. Returns the platforms of
   * all their accounts. Throws `not_found`, `bad_option`.
   */
  link(origin: Origin, code: string): Promise<string[]>;
  /** Makes this account a person of its own again. Throws `not_found`. */
  unlink(origin: Origin): Promise<void>;
}

/** Something to paint from: words, emoji or a picture's id as typed, or a picture that came with the message. */
export type Ingredient = { text: string } | { upload: Upload };

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

export type AnimationFormat = 'webp' | 'gif';

/**
 * A `spoiler` is hidden until a reader asks for it; what is varied or enlarged from one is one too. `source` is the
 * picture whose request is asked for again. What is `private` is for its author alone, until they share it.
 */
export type Job = Task & { spoiler?: boolean; source?: string; private?: boolean };

type Task =
  /**
   * New pictures; without a prompt, free samples. `spread` in [0, 2] says how far from the prompt (1: usual). With
   * `taste` they are picked by the workspace's taste where it has one; unless told, they are where no seed is given,
   * since a seed asks for the same pictures again.
   */
  | {
      kind: 'generate';
      prompt?: string;
      wishes?: Wishes;
      style?: string;
      /** A checkpoint's name, or a family's for its newest one; otherwise the workspace's. */
      model?: string;
      count: number;
      seed?: number;
      spread: number;
      taste?: boolean;
    }
  /** Blends; `balance` in [0, 1] is the share of the last ingredient where there are two, 0.5 is even. */
  | { kind: 'mix'; ingredients: Ingredient[]; style?: string; balance: number; seed?: number }
  /** An animation; `speed` 1 is the usual one. */
  | {
      kind: 'interpolate';
      from: Ingredient;
      to: Ingredient;
      frames: number;
      speed: number;
      format: AnimationFormat;
      style?: string;
    }
  | { kind: 'restyle'; picture: Ingredient; style: string }
  /** A picture set in motion, without the model; words are painted first. `speed` 1 is the usual one. */
  | {
      kind: 'move';
      motion: Motion;
      picture: Ingredient;
      speed: number;
      format: AnimationFormat;
      style?: string;
      seed?: number;
    }
  /** One character in `count` moods, with a file that holds them for the tools that read emoji. */
  | { kind: 'pack'; picture: Ingredient; count: number; style?: string; seed?: number }
  /** A seamless pattern of things. `colour` is its ground's, by a name or as `#5865f2`. */
  | { kind: 'pattern'; ingredients: Ingredient[]; colour?: string; style?: string; seed?: number }
  /** A banner of things, with words on it. */
  | { kind: 'banner'; ingredients: Ingredient[]; words?: string; colour?: string; style?: string; seed?: number }
  /** A picture with what it shows changed as `words` say, or part by part, where the word `none` takes one away. */
  | { kind: 'edit'; picture: Ingredient; words?: string; changes: Wishes; style?: string }
  | { kind: 'vary'; picture: string; spread: number; seed?: number }
  /** A picture moved by `steps` in a direction (negative: back); without a direction it is where one begins. */
  | { kind: 'explore'; picture: Ingredient; direction?: string; steps: number }
  /** The same picture, four times as large. */
  | { kind: 'enlarge'; picture: string }
  /** An old picture again, rendered from its code with the checkpoint that made it; an animation where it stands for one. */
  | { kind: 'recall'; picture: string };

export interface PaintedPicture {
  id: string;
  /** Its number in the grid, from 1. */
  number: number;
  width: number;
  height: number;
  png: Uint8Array;
  /** What it shows, in words, for people who cannot see it. */
  alt: string;
}

/** Pictures put together: a sheet with their numbers, a pattern, a banner. */
export interface Drawing {
  name: string;
  png: Uint8Array;
  /** What it shows, in words. */
  alt: string;
}

/** A file to take away, beside the pictures. */
export interface PaintedFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** What it holds, in words. */
  about: string;
}

/** A job's result. */
export interface Painting {
  id: string;
  kind: Job['kind'];
  /** What the words were taken for, such as `fox 🦊 + doughnut 🍩`; empty for free samples. */
  subject: string;
  /** A kind word on what could not be used, with suggestions. */
  note?: string;
  seed: number;
  style: string;
  checkpoint: string;
  /** To be hidden until a reader asks for it. */
  spoiler?: boolean;
  /** For its author alone. */
  private?: boolean;
  pictures: PaintedPicture[];
  /** What was made of the pictures, in place of each alone. */
  drawings?: Drawing[];
  files?: PaintedFile[];
  /** Ids of older pictures that stand in the drawings. */
  madeOf?: string[];
  /** Of an exploration: the names of the directions that there are. */
  directions?: string[];
  animation?: {
    bytes: Uint8Array;
    mime: string;
    width: number;
    height: number;
    frames: number;
    /** What lies half way: the picture that stands for the animation, and is voted on. */
    picture: string;
    /** Absent where it cannot be asked for again. */
    speed?: number;
  };
}

export type JobProgress =
  /** `position` counts from 1; in `waitMs` milliseconds it will start if nothing is added. */
  { state: 'waiting'; position: number; waitMs: number } | { state: 'running'; ratio: number } | { state: 'done' };

/** A job that was accepted. `done` rejects with an AppError: `cancelled`, `unknown_prompt`, `bad_image` ... */
export interface Ticket {
  id: string;
  done: Promise<Painting>;
  progress: () => JobProgress;
  onProgress(listener: (progress: JobProgress) => void): void;
  cancel(): void;
}

export interface SubmitOptions {
  /** As by a button: asked again while it is unfinished, it is the same request and gets the same pictures. */
  once?: boolean;
}

export interface QueueEntry {
  id: string;
  kind: string;
  mine: boolean;
  progress: JobProgress;
}

export interface QueueView {
  entries: QueueEntry[];
  /** The device in words, such as `cpu (2 threads)`, and why it is not the one asked for, if so. */
  device: string;
  checkpoint: string;
}

/** What may be typed, and what people read of it where they choose from a list. */
export interface Suggestion {
  value: string;
  label: string;
}

export type SuggestionKind = 'prompt' | 'style' | 'picture' | 'model' | keyof Wishes;

export interface Studio {
  /** Accepts a job, or throws `queue_full` with when to come back, or the ticket's `done` rejects with it. */
  submit(job: Job, caller: Caller, options?: SubmitOptions): Ticket;
  queue(caller: Caller): Promise<QueueView>;
  /** Cancels the caller's jobs (an admin may name anyone's); returns how many. Throws `not_found`. */
  cancel(caller: Caller, ticketId?: string): Promise<number>;
  /** Completions of what is typed so far, best first, at most 25. */
  suggest(kind: SuggestionKind, text: string, caller: Caller): Promise<Suggestion[]>;
}

export interface Counts {
  up: number;
  down: number;
  favorites: number;
}

export type Mark = 'up' | 'down' | 'favorite';

export interface OwnMarks {
  vote: -1 | 0 | 1;
  favorite: boolean;
}

export interface GalleryPicture extends PaintedPicture {
  spoiler?: boolean;
  /** For its author alone. */
  private?: boolean;
  counts: Counts;
  subject: string;
  author: string;
  createdAt: Date;
}

/** Which pictures of the gallery are meant. */
export interface Which {
  /** A person's, as `findAuthor` returned it. */
  author?: string;
  /** Those of the last so many days. */
  days?: number;
  /** What they show, in words. */
  search?: string;
}

export interface PictureHistory {
  picture: GalleryPicture;
  /** The caller asked for it. */
  mine: boolean;
  kind: Job['kind'];
  prompt?: string;
  /** What it shows, as it was understood, in words and emoji, where that is known. */
  scene?: string;
  seed: number;
  style: string;
  checkpoint: string;
  /** The generation's other pictures included, so that its buttons can be drawn again. */
  siblings: { id: string; number: number }[];
  /** Ancestors, nearest first, with how the child came from them. */
  parents: { id: string; subject: string; kind: Job['kind'] }[];
  children: { id: string; subject: string; kind: Job['kind'] }[];
  /** What to submit for more like it, with no seed; absent where that cannot be said again, as after an upload. */
  again?: Job;
}

/**
 * Every method throws `not_found` for a picture that does not exist in the caller's workspace. Pages count from 1 and
 * hold 9 pictures; fewer than that means that it is the last page.
 */
export interface Gallery {
  /** Votes; the same vote again takes it back, the other one replaces it. */
  vote(caller: Caller, pictureId: string, value: 1 | -1): Promise<OwnMarks>;
  /** Marks as favourite, or takes that back. */
  favorite(caller: Caller, pictureId: string): Promise<OwnMarks>;
  /** Sets a mark on pictures, or takes it away where it is set; the same again changes nothing. */
  mark(caller: Caller, pictureIds: readonly string[], mark: Mark, present: boolean): Promise<void>;
  /** All pictures of the generation a picture belongs to, with their votes. */
  siblings(caller: Caller, pictureId: string): Promise<{ id: string; number: number; counts: Counts }[]>;
  /** What this person voted on these pictures. */
  marks(caller: Caller, pictureIds: string[]): Promise<Map<string, OwnMarks>>;
  favorites(caller: Caller, page: number, perPage?: number): Promise<GalleryPicture[]>;
  list(caller: Caller, order: 'top' | 'new', page: number, perPage?: number, which?: Which): Promise<GalleryPicture[]>;
  /** The person of that name, mention or id, in the caller's workspace; `me` is the caller. Throws `not_found`. */
  findAuthor(caller: Caller, typed: string): Promise<string>;
  /** Whether one of these is for its author alone. */
  anyPrivate(pictureIds: readonly string[]): Promise<boolean>;
  /** Makes all that was painted with a picture of the caller's everybody's, and returns it. Throws `no_permission`. */
  share(caller: Caller, pictureId: string): Promise<GalleryPicture[]>;
  history(caller: Caller, pictureId: string): Promise<PictureHistory>;
  /**
   * Deletes pictures for good, from wherever they are shown and kept: the caller's own, an admin anybody's. Throws
   * `no_permission`.
   */
  remove(caller: Caller, pictureIds: readonly string[]): Promise<void>;
}

/** How much is kept about a person, everywhere and with all their accounts. */
export interface KeptAbout {
  /** The platforms of their accounts. */
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
  /** Deletes everything that is kept about the caller, with all their accounts and everywhere. */
  forget(caller: Caller): Promise<void>;
}

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

export interface TrainingProgress {
  /** In [0, 1]. */
  ratio: number;
  phase: 'preparing' | 'training' | 'comparing' | 'saving' | 'done';
  step: number;
  loss?: number;
  remainingMs?: number;
  /** What people should know, such as that the GPU failed and training goes on on the CPU. */
  note?: string;
  /** The loss so far as a PNG chart. */
  chart?: Uint8Array;
}

export interface TrainingOutcome {
  /** The candidate, in use where it was promoted. */
  model: ModelInfo;
  promoted: boolean;
  /** Why it was or was not, in a clause that follows "because". */
  reason: string;
  /** What was measured, by name; docs/taste.md says what each means. */
  figures: Record<string, number>;
  /** What it learnt from. */
  sources: { votes: number; people: number; favorites: number; given: number };
  steps: number;
  images: number;
  seconds: number;
  /** The loss, or by how much the pictures are liked more, over the run. */
  chart: Uint8Array;
  /** The same codes decoded by the old and the new checkpoint, side by side, as one PNG. */
  beforeAfter: Uint8Array;
}

export interface TrainingTicket {
  id: string;
  done: Promise<TrainingOutcome>;
  onProgress(listener: (progress: TrainingProgress) => void): void;
  /** Stops without harm: the active checkpoint stays. */
  cancel(): void;
}

export interface Trainer {
  /** Starts a run. Throws `no_permission`, `busy` (one run at a time), `no_data`. */
  start(caller: Caller, minutes: number): Promise<TrainingTicket>;
  /** Stops the run of the caller's workspace; whether there was one. Throws `no_permission`. */
  cancel(caller: Caller): boolean;
  /** How far the run of this machine is, and whether it is the caller's workspace's. */
  current(caller: Caller): (TrainingProgress & { mine: boolean }) | undefined;
}

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

/** A picture in the form of an emoji or sticker. */
export interface EmojiPicture {
  bytes: Uint8Array;
  /** A GIF where it moves. */
  mime: 'image/png' | 'image/gif';
  /** Width and height in pixels. */
  side: number;
  /** What it shows, in words. */
  alt: string;
}

export interface EmojiMaker {
  /**
   * One of Easel's pictures by its id, or an upload, which goes on moving where it does: a square of `side` pixels, at
   * most `bytes` large. Throws `not_found`, `bad_image`, `too_large`.
   */
  make(caller: Caller, source: Ingredient, limits: { side: number; bytes: number }): Promise<EmojiPicture>;
  /** A picture of a pack as a PNG of 128 pixels, for anyone who has its id; nothing for other pictures and hidden ones. */
  published(pictureId: string): Promise<Uint8Array | undefined>;
}

/** A picture that somebody gives Easel to learn from. */
export interface Lesson {
  id: string;
  /** What it shows, in the words of who gave it. */
  name: string;
  /** Offered until its giver agreed, then waiting for an admin's decision. */
  state: 'offered' | 'waiting' | 'approved' | 'declined';
  /** The name of who gave it. */
  giver: string;
  createdAt: Date;
  /** As it is trained on. */
  png: Uint8Array;
  /** Width and height in pixels. */
  side: number;
}

/** Pages count from 1 and hold 5 lessons; fewer than that means that it is the last page. */
export interface Lessons {
  /** What a giver agrees to. */
  terms: string;
  /** Prepares a picture for training and keeps it until its giver agrees. Throws `bad_image`, `too_large`, `full`. */
  offer(caller: Caller, upload: Upload, name: string): Promise<Lesson>;
  /** Records that the giver agreed to the terms; from then on it waits for an admin. Throws `not_found`. */
  agree(caller: Caller, id: string): Promise<Lesson>;
  /** Forgets a picture for good: its giver may, and an admin. Throws `not_found`. */
  withdraw(caller: Caller, id: string): Promise<void>;
  /** One's own picture, whatever became of it, or to an admin one that waits for a decision. Throws `not_found`. */
  look(caller: Caller, id: string): Promise<Lesson>;
  /** What the caller gave, whatever became of it, the newest first. */
  mine(caller: Caller, page: number): Promise<Lesson[]>;
  /** What waits for a decision, the oldest first. Throws `no_permission`. */
  queue(caller: Caller, page: number): Promise<Lesson[]>;
  /** Throws `no_permission`, and `not_found` for what does not wait any more. */
  decide(caller: Caller, id: string, decision: 'approved' | 'declined'): Promise<Lesson>;
}

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

export interface Services {
  moderation: Moderation;
  emoji: EmojiMaker;
  lessons: Lessons;
  people: People;
  privacy: Privacy;
  settings: Settings;
  studio: Studio;
  gallery: Gallery;
  models: Models;
  trainer: Trainer;
}
