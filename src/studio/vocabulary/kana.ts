/** Katakana as hiragana, since Japanese words are written in both: `ネコ` and `ねこ`. */
export function kana(text: string): string {
  return text.replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
