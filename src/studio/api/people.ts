/** Where a message came from, as its platform names things. */
export interface Origin {
  /** Its name: `web`, `terminal`, or one of `src/platforms.ts`. */
  platform: string;
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
