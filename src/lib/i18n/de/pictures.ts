import type { pictures as english } from '../en/pictures.ts';

export const pictures: Readonly<Record<keyof typeof english, string>> = {
  'file.yours': 'Deine Datei',
  'file.transparent': 'In {name} ist nichts zu sehen: Alles ist durchsichtig. Bitte schick ein anderes Bild.',
  'file.large': '{name} hat {size} MB; bitte schick ein Bild von höchstens 10 MB.',
  'file.unknown': '{name} ist kein Bild, das ich lesen kann. Bitte schick ein PNG, JPEG, WebP, GIF oder SVG.',
  'file.pixels': '{name} hat {width} × {height} Pixel; bitte schick eines von höchstens 40 Megapixeln.',
  'file.moves': '{name} bewegt sich. Bitte schick ein stehendes Bild, etwa ein Einzelbild davon.',
  'file.slow': '{name} braucht zu lange zum Zeichnen. Bitte vereinfach es, oder schick es als PNG.',
  'file.memory': '{name} braucht zu viel Speicher zum Zeichnen. Bitte vereinfach es, oder schick es als PNG.',
  'file.busy': 'Ich sehe mir gerade viele Bilder an. Bitte versuch es in einer Minute noch einmal.',
  'file.damaged': '{name} ist beschädigt und lässt sich nicht lesen. Bitte speichere es neu als PNG oder JPEG.',
  'svg.elsewhere':
    '{name} verweist auf andere Dateien. Bitte schick eines, das seine ganze Zeichnung enthält, oder ein PNG.',
  'svg.code': '{name} führt Code aus. Bitte schick es ohne, oder als PNG.',
  'svg.page': '{name} enthält ein Stück einer Webseite, das ich nicht zeichnen kann. Bitte schick ein PNG.',
  'svg.embedded':
    '{name} enthält ein Bild, das weder PNG noch JPEG ist und das ich nicht zeichnen kann. Bitte schick ein PNG.',
  'svg.large': '{name} ist ein SVG von mehr als 1 MB. Bitte vereinfach es, oder schick es als PNG.',
  'svg.damaged': '{name} ist beschädigt und lässt sich nicht lesen. Bitte speichere es neu, oder schick es als PNG.',
  'svg.much':
    '{name} enthält mehr Formen, Filter oder Kopien, als ich zeichne. Bitte vereinfach es, oder schick es als PNG.',
  'svg.encoding':
    '{name} ist nicht in {encoding} geschrieben, wie ich es kenne. Bitte speichere es als UTF-8, oder schick ein PNG.',
  'svg.entities':
    '{name} hat Entities, die ich nicht lese: Sie enthalten Elemente oder andere Dateien. Bitte speichere es ohne sie, oder schick ein PNG.',
  'fetch.busy': 'Gerade sind zu viele Bilder unterwegs. Bitte versuch es in einer Minute noch einmal.',
};
