import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readUpload } from '#images/decode.ts';

const size = 64;
const read = (bytes: Uint8Array, name = 'drawing.svg') => readUpload(bytes, { name, size });
const svg = (body: string, attributes = '') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" ${attributes}>${body}</svg>`);
const redSquare = '<rect width="40" height="40" fill="#f00"/>';

/** Premultiplied RGBA of one pixel of a framed picture. */
function at(pixels: Uint8Array, x: number, y: number): number[] {
  return [...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
}

const solid = (background: string) => sharp({ create: { width: 40, height: 40, channels: 4, background } });

describe('an SVG that is more than a drawing is refused, and told why', () => {
  const withType = (subset: string, body: string) =>
    Buffer.concat([Buffer.from(`<!DOCTYPE svg [${subset}]>`), svg(body)]);
  const elsewhere = /drawing\.svg refers to other files/;
  const code = /drawing\.svg runs code/;
  const entities = /drawing\.svg has entities that I do not read/;
  test.each([
    ['a file', svg('<image href="file:///etc/passwd" width="9" height="9"/>'), elsewhere],
    ['a URL', svg('<image xlink:href="https://example.com/a.png" width="9" height="9"/>'), elsewhere],
    ['a URL with no quotes near', svg('<image href = \'  //example.com/a.png\' width="9" height="9"/>'), elsewhere],
    ['a URL in pieces', svg('<image href="&#104;ttps://example.com/a.png" width="9" height="9"/>'), elsewhere],
    [
      'a drawing as data',
      svg('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>'),
      /is neither PNG nor JPEG/,
    ],
    ['another drawing', svg('<use href="other.svg#part"/>'), elsewhere],
    ['a paint server elsewhere', svg('<rect width="9" height="9" fill="url(https://example.com/#g)"/>'), elsewhere],
    ['a style sheet', svg('<style>@import "https://example.com/a.css";</style>'), elsewhere],
    ['a style sheet by instruction', Buffer.concat([Buffer.from('<?xml-stylesheet href="#a"?>'), svg('')]), elsewhere],
    ['escaped CSS', svg('<style>rect{fill:u\\72l(https://example.com/#g)}</style>'), elsewhere],
    ['CSS in pieces', svg('<style>rect{fill:u<![CDATA[r]]>l(&#104;ttps://example.com/#g)}</style>'), elsewhere],
    ['a base', svg(redSquare, 'xml:base="https://example.com/"'), elsewhere],
    ['a script', svg('<script>alert(1)</script>'), code],
    ['a script with a prefix', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'), code],
    ['HTML', svg('<foreignObject><p>hello</p></foreignObject>'), /holds a part of a web page/],
    ['a file as an entity', withType('<!ENTITY a SYSTEM "file:///etc/passwd">', '<text>&a;</text>'), entities],
    ['an entity of elements', withType('<!ENTITY a "<script/>">', '&a;'), entities],
    ['entities of entities', withType('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', '<text>&b;</text>'), entities],
    ['entities with parameters', withType('<!ENTITY % a "<!ENTITY b SYSTEM \'x\'>"> %a;', '&b;'), entities],
    ['a type inside', svg('<!DOCTYPE svg [<!ENTITY a "b">]>'), entities],
    ['no known encoding', Buffer.concat([Buffer.from('<?xml version="1.0" encoding="UTF-7"?>'), svg('')]), /in UTF-7/],
    ['no UTF-8', Buffer.concat([svg(''), Buffer.from([0xff])]), /is not written in UTF-8/],
    ['no SVG', Buffer.from('<?xml version="1.0"?><html><svg/></html>'), /is not a picture that I can read/],
  ])('%s', async (_, bytes, message) => {
    const refused = { code: 'bad_image', message: expect.stringMatching(message) };
    await expect(read(bytes)).rejects.toMatchObject(refused);
  });
});

describe('an SVG as programs write them is drawn', () => {
  const red = [255, 0, 0, 255];
  const namespace = 'http://www.w3.org/2000/svg';
  const illustrator = `<!-- a program --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [
    <!ENTITY ns_svg "${namespace}"> <!ENTITY red 'fill:#f00'> <!ATTLIST svg x CDATA #IMPLIED>
  ]><svg xmlns="&ns_svg;" viewBox="0 0 9 9"><rect style="&red;" width="9" height="9"/></svg>`;
  const editor = `<svg xmlns="${namespace}" xmlns:e="http://an.editor/" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)">
    <metadata><e:made by="it"/></metadata><e:view zoom="2"><rect width="9" height="9"/></e:view>
    <style>@font-face{font-family:x;src:url(data:font/woff;base64,AAAA)} .a{fill:url(#g)}</style>
    <linearGradient id="g"><stop stop-color="#f00"/></linearGradient>
    <a xlink:href="https://example.com/"><rect class="a" e:label="rect 1" width="9" height="9"/></a></svg>`;
  const latin = `<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="${namespace}" viewBox="0 0 9 9"><title>Füchse</title>${redSquare}</svg>`;

  test.each([
    ['with entities for namespaces and styles', Buffer.from(illustrator)],
    ["with an editor's own elements and attributes, links and fonts", Buffer.from(editor)],
    ['in Latin-1', Buffer.from(latin, 'latin1')],
    ['in UTF-16', Buffer.from(`\ufeff${svg(redSquare)}`, 'utf16le')],
    ['with prefixes', Buffer.from(`<s:svg xmlns:s="${namespace}"><s:rect width="9" height="9" fill="red"/></s:svg>`)],
    ['without a namespace', Buffer.from(`<svg viewBox="0 0 9 9">${redSquare}</svg>`)],
    [
      'with a style in CDATA',
      svg('<style><![CDATA[g > rect { fill: #f00 }]]></style><g><rect width="40" height="40"/></g>'),
    ],
  ])('%s', async (_, bytes) => {
    expect(at(await read(bytes), 32, 32)).toEqual(red);
  });

  test.each(['png', 'jpeg'] as const)('with a %s inside', async (format) => {
    const inside = (await solid('#ff0000').toFormat(format).toBuffer()).toString('base64');
    const body = `<image width="40" height="40" xlink:href="data:image/${format};base64,${inside}"/>`;
    const [redness, green, blue, alpha] = at(await read(svg(body)), 32, 32);
    expect(redness).toBeGreaterThan(245);
    expect(green! + blue!).toBeLessThan(12);
    expect(alpha).toBe(255);
  });
});

describe('an SVG that holds more than is drawn', () => {
  const times = (count: number, part: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => part(i)).join('');
  const blurs = (count: number) => times(count, () => '<feGaussianBlur/>');
  const copies = times(
    8,
    (level) => `<g id="l${level}">${level ? `<use href="#l${level - 1}"/>`.repeat(10) : redSquare}</g>`,
  );
  test.each([
    ['a filter of 4,000 steps', `<filter id="f">${blurs(4000)}</filter><rect filter="url(#f)"/>`],
    ['a filter for 200 shapes', `<filter id="f">${blurs(9)}</filter>${times(200, () => '<rect filter="url(#f)"/>')}`],
    ['a filter by style', `<filter id="f">${blurs(9)}</filter><g style="filter: url( '#f' )"/>`.repeat(30)],
    [
      'a filter for all of a class',
      `<style>.a,.b{filter:url(#f)}</style><filter id="f">${blurs(9)}</filter>${times(50, () => '<g class="x b"/>')}`,
    ],
    [
      'a filter for whatever matches',
      `<style>g > g{filter:url(#f)}</style><filter id="f">${blurs(9)}</filter>${times(50, () => '<g/>')}`,
    ],
    ['copies of copies', `<defs>${copies}</defs><use href="#l7"/>`],
    ['copies in a pattern', `<defs>${copies}<pattern id="p"><use href="#l7"/></pattern></defs><rect fill="url(#p)"/>`],
    ['a chain of copies', `<g id="u0"/>${times(500, (i) => `<use id="u${i + 1}" href="#u${i}"/>`)}`],
    [
      'markers at many corners',
      `<marker id="m">${times(500, () => '<g/>')}</marker><path marker-mid="url(#m)" d="${'L9 9 '.repeat(900)}"/>`,
    ],
    ['20,001 elements', times(20_001, () => '<g/>')],
    ['101 levels', '<g>'.repeat(101) + '</g>'.repeat(101)],
    ['21 pictures', times(21, () => '<image href="data:image/png;base64,AAAA"/>')],
  ])('%s', async (_, body) => {
    const started = performance.now();
    const message = expect.stringMatching(/drawing\.svg holds more shapes, filters or copies than I draw/);
    await expect(read(svg(body))).rejects.toMatchObject({ code: 'too_large', message });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('what draws itself is drawn without it', async () => {
    const circle = `${redSquare}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>`;
    await read(svg(circle)).catch((error: unknown) => expect(error).toMatchObject({ code: 'bad_image' }));
  });
});
