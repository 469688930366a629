import type { LanguageName } from '../vocabulary/languages.ts';

/** What has an unwanted word and means something else, in any language; with accents only where it is so written. */
export const harmlessPhrases = `cock-a-doodle*, cock and hen, cock and bull, cock robin, pussy willow*, pussy cat*, pussy riot, moby dick, dick tracy,
  dick van dyke, dick grayson, dick whittington, dick turpin, dick dastardly, philip k dick, spotted dick, tom dick and harry, dick und doof,
  blue tits, great tits, coal tits, long-tailed tits, anal fin*, wankel*, penistone, super bowl xxx, size xxx,
  spic and span, chink in*, chink of*, kaffir lime*, magna cum laude, summa cum laude, cum laude, cum grano,
  same sex, sex education, sex and the city, rape seed, oilseed rape, râpé, râpée, râpés, râpées, rapé, rapê,
  salopette*, stronzio, puttanesca, putto, putti, bite d'amarrage, bites d'amarrage, penisola*, penisole, verga mayor, verga seca, パチンコ, ぱちんこ, かちんこ, カチンコ, マンコーナ, はちんこ, puta med, teetass, pakki, kikke*, kukk*, slutt*`;

/** Everyday words of a language that are unwanted in another: `sex` is six in Swedish, `dick` fat in German. */
export const homographs: Readonly<Partial<Record<LanguageName, string>>> = {
  da: 'seks, slut, fag, puta',
  de: 'dick, hoeren',
  es: 'en hora',
  it: 'fitta, fitte',
  nb: 'seks, fag',
  pl: 'paki',
  pt: 'en hora',
  sv: 'sex, slut',
  vi: 'cúm',
};
