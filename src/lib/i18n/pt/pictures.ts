import type { pictures as english } from '../en/pictures.ts';

export const pictures: Readonly<Record<keyof typeof english, string>> = {
  'file.yours': 'Seu arquivo',
  'file.transparent': 'Não dá para ver nada em {name}: é tudo transparente. Envie outra imagem.',
  'file.large': '{name} tem {size} MB; envie uma imagem de no máximo 10 MB.',
  'file.unknown': '{name} não é uma imagem que eu saiba ler. Envie um PNG, JPEG, WebP, GIF ou SVG.',
  'file.pixels': '{name} tem {width} × {height} pixels; envie uma de no máximo 40 megapixels.',
  'file.moves': '{name} se move. Envie uma imagem parada, como um dos quadros.',
  'file.slow': '{name} demora demais para desenhar. Simplifique, ou envie como PNG.',
  'file.memory': '{name} precisa de memória demais para desenhar. Simplifique, ou envie como PNG.',
  'file.busy': 'Estou olhando muitas imagens agora. Tente de novo em um minuto.',
  'file.damaged': '{name} está danificado e não pode ser lido. Salve de novo como PNG ou JPEG.',
  'svg.elsewhere': '{name} faz referência a outros arquivos. Envie um que contenha todo o desenho, ou um PNG.',
  'svg.code': '{name} executa código. Envie sem ele, ou como PNG.',
  'svg.page': '{name} contém parte de uma página web, que não consigo desenhar. Envie um PNG.',
  'svg.embedded': '{name} contém uma imagem que não é PNG nem JPEG, que não consigo desenhar. Envie um PNG.',
  'svg.large': '{name} é um SVG de mais de 1 MB. Simplifique, ou envie como PNG.',
  'svg.damaged': '{name} está danificado e não pode ser lido. Salve de novo, ou envie como PNG.',
  'svg.much': '{name} contém mais formas, filtros ou cópias do que eu desenho. Simplifique, ou envie como PNG.',
  'svg.encoding': '{name} não está escrito em {encoding} como eu conheço. Salve como UTF-8, ou envie um PNG.',
  'svg.entities':
    '{name} tem entidades que não leio: elas contêm elementos ou outros arquivos. Salve sem elas, ou envie um PNG.',
  'fetch.busy': 'Há imagens demais a caminho agora. Tente de novo em um minuto.',
};
