/** The options of each of Easel's commands. */
interface OptionsOf {
  cancel: 'job';
  console: never;
  delete: 'id';
  edit: 'picture' | 'change' | 'mood' | 'wearing' | 'colour' | 'holding' | 'size' | 'style' | 'spoiler' | 'private';
  explore: 'picture';
  favorites: never;
  gallery: 'order' | 'by' | 'since' | 'search';
  generate:
    | 'prompt'
    | 'colour'
    | 'mood'
    | 'wearing'
    | 'holding'
    | 'size'
    | 'style'
    | 'model'
    | 'count'
    | 'seed'
    | 'spread'
    | 'spoiler'
    | 'private';
  help: 'command';
  interpolate: 'from' | 'to' | 'frames' | 'format' | 'style' | 'speed' | 'spoiler' | 'private';
  link: 'code';
  make:
    | 'what'
    | 'picture'
    | 'more'
    | 'text'
    | 'count'
    | 'style'
    | 'colour'
    | 'speed'
    | 'format'
    | 'seed'
    | 'spoiler'
    | 'private';
  mix: 'a' | 'b' | 'more' | 'style' | 'balance' | 'seed' | 'spoiler' | 'private';
  model: 'action' | 'name' | 'other';
  privacy: 'what' | 'avatar';
  queue: never;
  recall: 'picture';
  report: 'id' | 'reason';
  reports: never;
  block: 'person';
  unblock: 'person';
  audit: never;
  restyle: 'picture' | 'style' | 'spoiler' | 'private';
  retrain: 'minutes';
  save: 'picture' | 'name' | 'kind';
  sketch: 'picture' | 'words' | 'style' | 'seed' | 'spoiler' | 'private';
  teach: 'name' | 'picture';
  settings:
    | 'style'
    | 'model'
    | 'retrain'
    | 'nightly'
    | 'zone'
    | 'news'
    | 'daily'
    | 'count'
    | 'keep'
    | 'promote'
    | 'reports'
    | 'words'
    | 'wordlist'
    | 'taste';
}

/** A name as it is typed, in lower-case letters, and a summary of at most 100 characters. */
export type Text = readonly [name: string, summary: string];

/** Names and summaries in one language; a missing or unknown key is a type error. */
export interface Locale {
  commands: {
    [Name in keyof OptionsOf]: { text: Text; options: Record<OptionsOf[Name], Text> };
  };
  /** Entries in the menu of a message. */
  shortcuts: Record<
    'again-like-this' | 'delete' | 'edit' | 'mix-with' | 'paint-person' | 'restyle' | 'save-as-emoji',
    string
  >;
}
