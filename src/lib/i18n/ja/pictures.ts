import type { pictures as english } from '../en/pictures.ts';

export const pictures: Readonly<Record<keyof typeof english, string>> = {
  'file.yours': '送られたファイル',
  'file.transparent': '{name} は全体が透明で、何も見えません。別の画像を送ってください。',
  'file.large': '{name} は{size} MBあります。10 MB以下の画像を送ってください。',
  'file.unknown': '{name} は読み取れる画像ではありません。PNG、JPEG、WebP、GIF、SVGのどれかを送ってください。',
  'file.pixels': '{name} は{width} × {height}ピクセルあります。40メガピクセル以下の画像を送ってください。',
  'file.moves': '{name} は動く画像です。その1コマなど、動かない画像を送ってください。',
  'file.slow': '{name} は描画に時間がかかりすぎます。単純にするか、PNGで送ってください。',
  'file.memory': '{name} は描画にメモリを使いすぎます。単純にするか、PNGで送ってください。',
  'file.busy': '今、たくさんの画像を見ているところです。1分ほどしてからもう一度お試しください。',
  'file.damaged': '{name} は壊れていて読み取れません。PNGかJPEGで保存し直してください。',
  'svg.elsewhere': '{name} はほかのファイルを参照しています。すべての図形を含むSVGか、PNGを送ってください。',
  'svg.code': '{name} はコードを実行します。コードを外すか、PNGで送ってください。',
  'svg.page': '{name} には描画できないウェブページの一部が含まれています。PNGを送ってください。',
  'svg.embedded': '{name} にはPNGでもJPEGでもない、描画できない画像が含まれています。PNGを送ってください。',
  'svg.large': '{name} は1 MBを超えるSVGです。単純にするか、PNGで送ってください。',
  'svg.damaged': '{name} は壊れていて読み取れません。保存し直すか、PNGで送ってください。',
  'svg.much':
    '{name} には、描画できる数を超える図形、フィルター、コピーが含まれています。単純にするか、PNGで送ってください。',
  'svg.encoding': '{name} は{encoding}として読み取れません。UTF-8で保存するか、PNGを送ってください。',
  'svg.entities':
    '{name} には、要素やほかのファイルを含む、読み取れないエンティティがあります。それを外して保存するか、PNGを送ってください。',
  'fetch.busy': '今、受け取り中の画像が多すぎます。1分ほどしてからもう一度お試しください。',
};
