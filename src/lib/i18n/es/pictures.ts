import type { pictures as english } from '../en/pictures.ts';

export const pictures: Readonly<Record<keyof typeof english, string>> = {
  'file.yours': 'Tu archivo',
  'file.transparent': 'En {name} no se ve nada: es todo transparente. Envía otra imagen.',
  'file.large': '{name} ocupa {size} MB; envía una imagen de 10 MB como mucho.',
  'file.unknown': '{name} no es una imagen que sepa leer. Envía un PNG, JPEG, WebP, GIF o SVG.',
  'file.pixels': '{name} tiene {width} × {height} píxeles; envía una de 40 megapíxeles como mucho.',
  'file.moves': '{name} se mueve. Envía una imagen fija, por ejemplo uno de sus fotogramas.',
  'file.slow': '{name} tarda demasiado en dibujarse. Simplifícalo o envíalo como PNG.',
  'file.memory': '{name} necesita demasiada memoria para dibujarse. Simplifícalo o envíalo como PNG.',
  'file.busy': 'Ahora mismo estoy mirando muchas imágenes. Inténtalo de nuevo en un minuto.',
  'file.damaged': '{name} está dañado y no se puede leer. Guárdalo otra vez como PNG o JPEG.',
  'svg.elsewhere': '{name} remite a otros archivos. Envía uno que contenga todo su dibujo, o un PNG.',
  'svg.code': '{name} ejecuta código. Envíalo sin él, o como PNG.',
  'svg.page': '{name} contiene parte de una página web, que no puedo dibujar. Envía un PNG.',
  'svg.embedded': '{name} contiene una imagen que no es ni PNG ni JPEG y que no puedo dibujar. Envía un PNG.',
  'svg.large': '{name} es un SVG de más de 1 MB. Simplifícalo o envíalo como PNG.',
  'svg.damaged': '{name} está dañado y no se puede leer. Guárdalo otra vez o envíalo como PNG.',
  'svg.much': '{name} contiene más formas, filtros o copias de las que dibujo. Simplifícalo o envíalo como PNG.',
  'svg.encoding': '{name} no está escrito en {encoding} tal como yo lo conozco. Guárdalo como UTF-8 o envía un PNG.',
  'svg.entities':
    '{name} tiene entidades que no leo: contienen elementos u otros archivos. Guárdalo sin ellas o envía un PNG.',
  'fetch.busy': 'Ahora mismo hay demasiadas imágenes en camino. Inténtalo de nuevo en un minuto.',
};
