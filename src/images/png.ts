import sharp from 'sharp';
import { type RawPicture, unpremultiply } from './frame.ts';

/** Where a picture came from; written into the file so that it can always be told and made again. */
export interface Provenance {
  software: string;
  checkpoint: string;
  style: string;
  seed?: number;
}

export interface PngOptions {
  /** Width and height of the pixels given. */
  size: number;
  /** How many times larger the file's picture is; 1 unless told otherwise. */
  scale?: number;
  provenance?: Provenance;
}

/** Alpha below the first share is clear, above the second solid, with a smooth step between: a sticker's clean edge. */
const edge = { from: 0.2, to: 0.8 };
const crispAlpha = Uint8Array.from({ length: 256 }, (_, alpha) => {
  const share = Math.min(1, Math.max(0, (alpha / 255 - edge.from) / (edge.to - edge.from)));
  return Math.round(255 * share * share * (3 - 2 * share));
});

/**
 * Straight RGBA of premultiplied pixels; enlarged smoothly, with edges as crisp as at the size they were painted.
 * The same pixels give the same bytes.
 */
export async function enlarge(pixels: Uint8Array, size: number, scale: number): Promise<Uint8Array> {
  const picture = sharp(unpremultiply(pixels), { raw: { width: size, height: size, channels: 4 } });
  if (scale === 1) return picture.raw().toBuffer();
  const enlarged = await picture
    .resize(size * scale, size * scale)
    .raw()
    .toBuffer();
  for (let i = 3; i < enlarged.length; i += 4) enlarged[i] = crispAlpha[enlarged[i]!]!;
  return enlarged;
}

/**
 * A PNG file of premultiplied RGBA pixels, `[size, size, 4]`, with a transparent background and its provenance as XMP.
 * The same pixels and options give the same bytes.
 */
export async function encodePng(pixels: Uint8Array, { size, scale = 1, provenance }: PngOptions): Promise<Uint8Array> {
  const side = size * scale;
  const raw = await enlarge(pixels, size, scale);
  const picture = sharp(raw, { raw: { width: side, height: side, channels: 4 } });
  const described = provenance ? picture.withXmp(toXmp(provenance)) : picture;
  return described.png().toBuffer();
}

/** One of Easel's own PNG files, which needs no process of its own to be read. */
export async function decodePng(png: Uint8Array): Promise<RawPicture> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

/** A square PNG file in another size, with its provenance. */
export async function resizePng(png: Uint8Array, side: number): Promise<Uint8Array> {
  return sharp(png).resize(side, side).keepXmp().png().toBuffer();
}

const escapeXml = (text: string) => text.replace(/[<>&"']/g, (character) => `&#${character.codePointAt(0)};`);

function toXmp({ software, ...facts }: Provenance): string {
  const properties = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `easel:${name}="${escapeXml(String(value))}"`);
  const namespaces = [
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    'xmlns:easel="urn:easel:provenance"',
  ];
  const generated = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" ${namespaces.join(' ')} xmp:CreatorTool="${escapeXml(software)}"`,
    ` Iptc4xmpExt:DigitalSourceType="${generated}" ${properties.join(' ')}/>`,
    '</rdf:RDF></x:xmpmeta>',
  ].join('');
}
