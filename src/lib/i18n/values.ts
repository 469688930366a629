/** Up to the first comma or closing brace. */
type Head<Text extends string> = Text extends `${infer Before},${string}`
  ? Before extends `${infer Inner}}${string}`
    ? Inner
    : Before
  : Text extends `${infer Inner}}${string}`
    ? Inner
    : never;

/** What a plural's branch holds has spaces or signs; a name has none. */
type Name<Text extends string> = Text extends `${string}${' ' | '#' | '{' | '`' | '*' | '.'}${string}` | ''
  ? never
  : Text;

/**
 * The names of what is filled into an ICU message, as a type: `{count, plural, one {# picture} other {# pictures}} of
 * {name}` has `count` and `name`. A branch of one bare word would be taken for a name.
 */
export type ValuesIn<Text extends string> = Text extends `${string}{${infer Rest}`
  ? Name<Head<Rest>> | ValuesIn<Rest>
  : never;
