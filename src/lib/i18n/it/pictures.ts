import type { pictures as english } from '../en/pictures.ts';

export const pictures: Readonly<Record<keyof typeof english, string>> = {
  'file.yours': 'Il tuo file',
  'file.transparent': 'In {name} non si vede nulla: è tutto trasparente. Invia un’altra immagine.',
  'file.large': '{name} pesa {size} MB; invia un’immagine di 10 MB al massimo.',
  'file.unknown': '{name} non è un’immagine che so leggere. Invia un PNG, JPEG, WebP, GIF o SVG.',
  'file.pixels': '{name} è di {width} × {height} pixel; inviane una di 40 megapixel al massimo.',
  'file.moves': '{name} si muove. Invia un’immagine ferma, per esempio un suo fotogramma.',
  'file.slow': '{name} richiede troppo tempo per essere disegnato. Semplificalo, o invialo come PNG.',
  'file.memory': '{name} richiede troppa memoria per essere disegnato. Semplificalo, o invialo come PNG.',
  'file.busy': 'In questo momento sto guardando molte immagini. Riprova tra un minuto.',
  'file.damaged': '{name} è danneggiato e non si può leggere. Salvalo di nuovo come PNG o JPEG.',
  'svg.elsewhere': '{name} rimanda ad altri file. Inviane uno che contenga tutto il suo disegno, o un PNG.',
  'svg.code': '{name} esegue codice. Invialo senza, o come PNG.',
  'svg.page': '{name} contiene una parte di pagina web, che non posso disegnare. Invia un PNG.',
  'svg.embedded': '{name} contiene un’immagine né PNG né JPEG, che non posso disegnare. Invia un PNG.',
  'svg.large': '{name} è un SVG di più di 1 MB. Semplificalo, o invialo come PNG.',
  'svg.damaged': '{name} è danneggiato e non si può leggere. Salvalo di nuovo, o invialo come PNG.',
  'svg.much': '{name} contiene più forme, filtri o copie di quante ne disegno. Semplificalo, o invialo come PNG.',
  'svg.encoding': '{name} non è scritto in {encoding} come lo conosco io. Salvalo come UTF-8, o invia un PNG.',
  'svg.entities': '{name} ha entità che non leggo: contengono elementi, o altri file. Salvalo senza, o invia un PNG.',
  'fetch.busy': 'In questo momento ci sono troppe immagini in arrivo. Riprova tra un minuto.',
};
