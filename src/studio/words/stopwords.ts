import { toTerm } from './fold.ts';

/*
 * Words that say nothing to paint, in the languages of the lexicon. A word that stands alone in a prompt is looked up
 * all the same: German `die` is an article, English `die` a game piece.
 */

const setOf = (words: string) => new Set(words.split(/\s+/).map(toTerm));

/** Between two things: what stands on either side is understood on its own. */
export const joiners = setOf(`
  and with plus or on in at near over under wearing holding having riding eating beside by for from to into next vs
  und mit oder auf bei neben über unter für
  et avec ou sur dans sous pour près
  y e con o en sobre bajo para ed su sotto per nel nella sul sulla
  com ou em no na sob og med eller på under i och av
  en met of op onder voor bij ja tai kanssa ning koos või
  és vagy ir su arba ant i z ze lub na w pod и с со или на в под та з із або
  dan dengan atau di và với hoặc trên
  और के साथ या এবং আর ও সাথে และ กับ 和 与 與 跟 と や が に で の を は も 및 와 과
`);

/** Articles, pronouns, and the words of asking: left out without parting what they stand between. */
export const fillers = setOf(`
  a an the of my your his her its our their this that some very really is are be me i it s
  draw paint make generate create show give picture image photo drawing sticker emoji please style like cute little small big tiny nice pretty beautiful
  der die das den dem des ein eine einen einem einer mein meine sehr ist bitte bild male zeichne
  le la les un une des du de d l mon ma mes très est image dessine stp
  el los las unos unas del mi muy es imagen dibuja por favor lo il gli uno di dei della delle mio mia molto è disegna
  os as um uma do da dos das meu minha muito desenha
  een het de mijn zeer is den det de ett min mitt mycket är er en et
  egy az nagyon mon się mój moja bardzo мой моя очень это нарисуй мій моя дуже це
  sebuah seekor seorang saya sangat một con cái của rất एक का की के है একটি
  的 一个 一個 一只 一隻 很 这 個 个 ให้ ที่
`);
