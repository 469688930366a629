import type { pictures as english } from '../en/pictures.ts';

export const pictures: Readonly<Record<keyof typeof english, string>> = {
  'file.yours': 'Ton fichier',
  'file.transparent': 'On ne voit rien dans {name} : tout est transparent. Envoie une autre image.',
  'file.large': '{name} fait {size} Mo ; envoie une image de 10 Mo au plus.',
  'file.unknown': '{name} n’est pas une image que je sais lire. Envoie un PNG, JPEG, WebP, GIF ou SVG.',
  'file.pixels': '{name} fait {width} × {height} pixels ; envoies-en une de 40 mégapixels au plus.',
  'file.moves': '{name} bouge. Envoie une image fixe, par exemple une de ses images.',
  'file.slow': '{name} est trop long à dessiner. Simplifie-le, ou envoie-le en PNG.',
  'file.memory': '{name} prend trop de mémoire à dessiner. Simplifie-le, ou envoie-le en PNG.',
  'file.busy': 'Je regarde beaucoup d’images en ce moment. Réessaie dans une minute.',
  'file.damaged': '{name} est abîmé et illisible. Enregistre-le de nouveau en PNG ou JPEG.',
  'svg.elsewhere': '{name} renvoie à d’autres fichiers. Envoies-en un qui contient tout son dessin, ou un PNG.',
  'svg.code': '{name} exécute du code. Envoie-le sans, ou en PNG.',
  'svg.page': '{name} contient un bout de page web, que je ne peux pas dessiner. Envoie un PNG.',
  'svg.embedded': '{name} contient une image ni PNG ni JPEG, que je ne peux pas dessiner. Envoie un PNG.',
  'svg.large': '{name} est un SVG de plus de 1 Mo. Simplifie-le, ou envoie-le en PNG.',
  'svg.damaged': '{name} est abîmé et illisible. Enregistre-le de nouveau, ou envoie-le en PNG.',
  'svg.much':
    '{name} contient plus de formes, filtres ou copies que je n’en dessine. Simplifie-le, ou envoie-le en PNG.',
  'svg.encoding':
    '{name} n’est pas écrit en {encoding} tel que je le connais. Enregistre-le en UTF-8, ou envoie un PNG.',
  'svg.entities':
    '{name} a des entités que je ne lis pas : elles contiennent des éléments ou d’autres fichiers. Enregistre-le sans elles, ou envoie un PNG.',
  'fetch.busy': 'Trop d’images sont en route en ce moment. Réessaie dans une minute.',
};
