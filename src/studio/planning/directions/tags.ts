/** What people know of emoji that shows in their pictures: those that have it, and others that have it not. */
export interface Tag {
  /** An adjective, such as `warm`. */
  name: string;
  having: string;
  lacking: string;
}

/** In the order in which they are kept apart: a later one is without what it shares with those before it. */
export const tags: readonly Tag[] = [
  { name: 'warm', having: '❤️🧡🔥🍎🍓🌶️🍅🦊🍊🥕🐞🦀🍒🦞🎈🏮', lacking: '💙🧊❄️🐳🐬🥶💧🌊🐋🫐☃️⛄🐟🦋👖📘🧿' },
  { name: 'round', having: '⚽🏀🎾🌕🍊🍩🎱🌍🥎🍪🧿🏐😀🔮', lacking: '✏️🥢🍌🥖🗡️📏🌽🥒🐍🚀🕯️🪥🎋🔪🥕🏒' },
  { name: 'happy', having: '😀😃😄😁😆😊🙂🥰😍😸😺', lacking: '🙁☹️😢😭😞😔😟😿😩😫😣' },
  { name: 'cute', having: '🐰🐹🐣🐥🐨🐼🐻🐭🐱🐶🐤🐧🐮', lacking: '🐍🦂🕷️🦈🐊🐉👹👺🦇💀👿🐲🦖🐗' },
];
