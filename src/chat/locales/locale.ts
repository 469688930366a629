/** The options of each of Easel's commands. */
interface OptionsOf {
  cancel: 'job';
  edit: 'picture' | 'change' | 'mood' | 'wearing' | 'colour' | 'holding' | 'size' | 'style' | 'spoiler';
  explore: 'picture';
  favorites: never;
  gallery: 'order';
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
    | 'spoiler';
  help: 'command';
  interpolate: 'from' | 'to' | 'frames' | 'format' | 'style' | 'speed' | 'spoiler';
  link: 'code';
  make: 'what' | 'picture' | 'more' | 'text' | 'count' | 'style' | 'colour' | 'speed' | 'format' | 'seed' | 'spoiler';
  mix: 'a' | 'b' | 'more' | 'style' | 'balance' | 'seed' | 'spoiler';
  model: 'action' | 'name' | 'other';
  queue: never;
  recall: 'id';
  restyle: 'picture' | 'style' | 'spoiler';
  retrain: 'minutes';
  save: 'picture' | 'name' | 'kind';
  teach: 'name' | 'picture';
  settings: 'style' | 'model' | 'retrain' | 'nightly' | 'zone' | 'news' | 'daily' | 'count' | 'taste';
}

/** A name as it is typed, in lower-case letters, and a summary of at most 100 characters. */
export type Text = readonly [name: string, summary: string];

/** Names and summaries in one language; a missing or unknown key is a type error. */
export interface Locale {
  commands: {
    [Name in keyof OptionsOf]: { text: Text; options: Record<OptionsOf[Name], Text> };
  };
  /** Entries in the menu of a message. */
  shortcuts: Record<'edit' | 'mix-with' | 'restyle' | 'save-as-emoji', string>;
}
