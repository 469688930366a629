import { Parser } from 'htmlparser2';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { premultiply, unpremultiply } from '#images/frame.ts';
import { encodePng, resizePng } from '#images/png.ts';
import { createRandom } from '#lib/random.ts';

const size = 16;

/** Premultiplied RGBA, `[size, size, 4]`: an orange disc with a soft edge on a clear background. */
function disc(): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const alpha = Math.round(255 * Math.min(1, Math.max(0, 6.5 - Math.hypot(x - 7.5, y - 7.5))));
      pixels.set([alpha, Math.round(alpha / 2), 0, alpha], (y * size + x) * 4);
    }
  }
  return pixels;
}

/** The elements of an XML text that is closed as it should be, each with its attributes, prefixes spelt out. */
function facts(xml: string): [name: string, attributes: Record<string, string>][] {
  const elements: [string, Record<string, string>][] = [];
  const meaning: Record<string, string> = {};
  const open: string[] = [];
  expect(xml, 'attributes stand apart').not.toMatch(/="[^"]*"[^\s/>]/);
  const spell = (name: string) => {
    const [prefix, local] = name.split(':');
    expect(Object.keys(meaning), name).toContain(prefix);
    return `${meaning[prefix!]}${local}`;
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        open.push(name);
        for (const [key, value] of Object.entries(attributes)) {
          if (key.startsWith('xmlns:')) meaning[key.slice('xmlns:'.length)] = value;
        }
        const own = Object.entries(attributes).filter(([key]) => !key.startsWith('xmlns:'));
        elements.push([spell(name), Object.fromEntries(own.map(([key, value]) => [spell(key), value]))]);
      },
      onclosetag: (name, implied) => {
        expect([name, implied && name !== 'rdf:Description']).toEqual([open.pop(), false]);
      },
      ontext: (words) => expect(words).toBe(''),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return elements;
}

const read = (png: Uint8Array) => sharp(png).ensureAlpha().raw().toBuffer();

describe('a PNG of a painted picture', () => {
  test('is the same file for the same pixels and provenance', async () => {
    const provenance = { software: 'Easel', checkpoint: 'def', style: 'noto', seed: 7 };
    const first = await encodePng(disc(), { size, scale: 4, provenance });
    const second = await encodePng(disc(), { size, scale: 4, provenance });
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test('has a transparent background and its own colours', async () => {
    const pixels = await read(await encodePng(disc(), { size }));
    expect([...pixels.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect([...pixels.subarray((8 * size + 8) * 4, (8 * size + 8) * 4 + 4)]).toEqual([255, 128, 0, 255]);
  });

  test('is as many times larger as asked, and no dark rim appears', async () => {
    const png = await encodePng(disc(), { size, scale: 4 });
    expect(await sharp(png).metadata()).toMatchObject({ width: 64, height: 64, channels: 4, format: 'png' });
    const pixels = await read(png);
    for (let i = 0; i < pixels.length; i += 4) {
      if (pixels[i + 3]! > 100) expect(pixels[i]).toBeGreaterThan(235);
    }
  });

  test('has edges that are crisp at its larger size, and no faint haze', async () => {
    const alphaAfter = async (alpha: number) => {
      const haze = new Uint8Array(size * size * 4).fill(alpha);
      return (await read(await encodePng(haze, { size, scale: 2 })))[(size * size * 2 + size) * 4 + 3]!;
    };
    expect(await alphaAfter(40)).toBe(0);
    expect(await alphaAfter(220)).toBe(255);
    expect(Math.abs((await alphaAfter(128)) - 128)).toBeLessThan(3);
  });

  test('says where it comes from, even where a name holds marks of XML', async () => {
    const provenance = { software: 'Easel', checkpoint: 'c"<&>\'', style: 'noto-v1', seed: 42 };
    const { xmpAsString } = await sharp(await encodePng(disc(), { size, provenance })).metadata();
    expect(xmpAsString).toContain('CreatorTool="Easel"');
    expect(xmpAsString).toContain('easel:seed="42"');
    expect(xmpAsString).toContain('easel:style="noto-v1"');
    expect(xmpAsString).toContain('easel:checkpoint="c&#34;&#60;&#38;&#62;&#39;"');
    expect(xmpAsString).toContain('trainedAlgorithmicMedia');
  });

  test('says it in XML that other programs read, by the names of the standards', async () => {
    const provenance = { software: 'Easel', checkpoint: 'c', style: 's', seed: 42 };
    const { xmpAsString } = await sharp(await encodePng(disc(), { size, provenance })).metadata();
    const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
    expect(facts(xmpAsString!)).toEqual([
      ['adobe:ns:meta/xmpmeta', {}],
      [`${rdf}RDF`, {}],
      [
        `${rdf}Description`,
        {
          [`${rdf}about`]: '',
          'http://ns.adobe.com/xap/1.0/CreatorTool': 'Easel',
          'http://iptc.org/std/Iptc4xmpExt/2008-02-29/DigitalSourceType':
            'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
          'urn:easel:provenancecheckpoint': 'c',
          'urn:easel:provenancestyle': 's',
          'urn:easel:provenanceseed': '42',
        },
      ],
    ]);
  });

  test.each([{}, { seed: undefined }])('leaves out a seed that there is none of', async (none) => {
    const provenance = { software: 'Easel', checkpoint: 'c', style: 's', ...none };
    const { xmpAsString } = await sharp(await encodePng(disc(), { size, provenance })).metadata();
    expect(xmpAsString).not.toContain('seed');
  });
});

test('a PNG in another size is still the picture that it was, and says where it comes from', async () => {
  const provenance = { software: 'Easel', checkpoint: 'def', style: 'noto', seed: 42 };
  const file = await encodePng(disc(), { size, scale: 4, provenance });
  for (const side of [16, 128]) {
    const resized = await resizePng(file, side);
    const { xmpAsString, ...facts } = await sharp(resized).metadata();
    expect(facts).toMatchObject({ width: side, height: side, channels: 4, format: 'png' });
    expect(xmpAsString).toBe((await sharp(file).metadata()).xmpAsString);
    const pixels = await read(resized);
    expect([pixels[3], ...pixels.subarray(((side / 2) * side + side / 2) * 4).subarray(0, 4)]).toEqual([
      0, 255, 128, 0, 255,
    ]);
  }
});

test('pixels survive the way to straight alpha and back within rounding', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const random = createRandom(seed);
  const straight = Uint8Array.from({ length: 4000 }, () => random.integer(256));
  const premultiplied = premultiply(straight.slice());
  const again = premultiply(unpremultiply(premultiplied));
  const farthest = again.reduce((most, value, index) => Math.max(most, Math.abs(value - premultiplied[index]!)), 0);
  expect(farthest, `seed ${seed}`).toBeLessThanOrEqual(1);
});
