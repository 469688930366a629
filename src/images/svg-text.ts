import { AppError } from '#lib/errors.ts';
import { message, type Said } from '#lib/i18n.ts';

const byteOrderMarks: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
const declaration = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** The text of an SVG in whatever encoding it names. Throws `bad_image` for one that is unknown, or not kept to. */
export function decodeSvg(bytes: Uint8Array, name: Said): string {
  const mark = byteOrderMarks.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  const beginning = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  const encoding = mark?.[1] ?? declaration.exec(beginning)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const said = message('svg.encoding', { name, encoding: encoding.toUpperCase() });
    throw new AppError('bad_image', said, error);
  }
}

const doctype =
  /^((?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->)*)<!DOCTYPE\s[^[>]*(?:\[((?:[^\]"'<]|"[^"]*"|'[^']*'|<[^>]*>)*)\]\s*)?>/i;
const part = /<!--[\s\S]*?-->|<!(\w+)\s+((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const entity = /^([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*$/;
const most = { entities: 100, length: 2000 };

/**
 * The same without its document type, whose entities (abbreviations, which Illustrator writes for namespaces) are spelled
 * out. Throws `bad_image` for entities that hold elements, other entities, or another file.
 */
export function spellOutEntities(text: string, name: Said): string {
  const found = doctype.exec(text);
  if (!found) {
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw oddEntities(name);
    return text;
  }
  const [whole, before = '', subset = ''] = found;
  const entities = new Map<string, string>();
  for (const [, kind, content = ''] of subset.matchAll(part)) {
    if (kind?.toUpperCase() !== 'ENTITY') continue;
    const [, key = '', double, single] = entity.exec(content) ?? [];
    const value = double ?? single;
    if (value === undefined || /[<&%]/.test(value) || value.length > most.length) throw oddEntities(name);
    if (!entities.has(key)) entities.set(key, value.replaceAll('"', '&quot;').replaceAll("'", '&apos;'));
  }
  if (entities.size > most.entities || subset.includes('<!ENTITY %')) throw oddEntities(name);
  const body = text.slice(whole.length);
  if (/<!DOCTYPE|<!ENTITY/i.test(body)) throw oddEntities(name);
  return before + body.replace(/&([\w:.-]+);/g, (reference, key: string) => entities.get(key) ?? reference);
}

function oddEntities(name: Said): AppError {
  return new AppError('bad_image', message('svg.entities', { name }));
}
