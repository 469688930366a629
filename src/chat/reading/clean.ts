/** Line breaks too: a command is one line. */
const controls = /\p{Cc}/gu;
/** Marks that nobody sees and phones and pages leave in a text; what joins emoji and shapes letters stays. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** A text without what nobody typed. */
export function clean(text: string): string {
  return text.toWellFormed().replace(controls, ' ').replace(invisible, '').trim();
}
