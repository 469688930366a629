import { Parser } from 'htmlparser2';
import { AppError } from '#lib/errors.ts';
import { message, type Said } from '#lib/i18n.ts';
import { countShapes, type SvgNode, type SvgRule } from './svg-cost.ts';
import { decodeSvg, spellOutEntities } from './svg-text.ts';

/** What an SVG may hold at most. `text` is in characters, embedded pictures not counted; `depth` is of nesting. */
export const svgLimits = {
  text: 2 ** 20,
  elements: 20_000,
  depth: 100,
  pictures: 20,
  filterSteps: 40,
  shapes: 100_000,
};

const namespaces = {
  svg: 'http://www.w3.org/2000/svg',
  xlink: 'http://www.w3.org/1999/xlink',
  xml: 'http://www.w3.org/XML/1998/namespace',
};
const embeddedPicture = /^\s*data:image\/(?:png|jpe?g);(?:charset=[\w-]+;)?base64,[\w+/=\s]*$/i;
const runsCode = new Set(['script', 'handler', 'listener']);
const holdsPages = new Set(['foreignObject', 'iframe', 'embed', 'object', 'audio', 'video', 'canvas']);
/** What prefixes mean where nothing else is said; without a declaration of any kind all is SVG. */
const outermost = { '': namespaces.svg, xlink: namespaces.xlink, xml: namespaces.xml };
/** What is no part of the drawing. */
const leftOut = new Set(['metadata', 'title', 'desc']);

/**
 * An SVG that anyone may have sent as one that is safe to draw: UTF-8, its elements without a prefix, nothing in it but
 * the drawing. It is written anew, so that what was looked at is what is drawn. Throws `bad_image` where it is damaged,
 * runs code, or refers to other files, `too_large` where it holds too much.
 */
export function readSvg(bytes: Uint8Array, name: Said): Uint8Array {
  const text = spellOutEntities(decodeSvg(bytes, name), name);
  const reader = new SvgReader(name);
  const parser = new Parser(
    {
      onprocessinginstruction: (kind) => {
        if (kind.toLowerCase() === '?xml-stylesheet') throw reader.refersElsewhere();
      },
      onopentag: (tag, attributes) => reader.open(tag, attributes),
      ontext: (words) => reader.text(words),
      onclosetag: () => reader.close(),
    },
    { xmlMode: true },
  );
  parser.write(text);
  const drawing = reader.finish();
  parser.end();
  return drawing;
}

type Scope = Readonly<Record<string, string>>;

interface Opened {
  /** Where it is part of the drawing. */
  node?: SvgNode;
  scope: Scope;
  local: string;
  /** Of a style sheet, which comes in pieces. */
  sheet: string;
}

/** Why an SVG is not drawn. */
type Refusal = 'svg.elsewhere' | 'svg.damaged' | 'svg.code' | 'svg.page' | 'svg.embedded' | 'file.unknown';

class SvgReader {
  #name: Said;
  #out: string[] = [];
  #open: Opened[] = [];
  #root: SvgNode | undefined;
  #rules: SvgRule[] = [];
  #count = { elements: 0, pictures: 0, text: 0 };

  constructor(name: Said) {
    this.#name = name;
  }

  open(tag: string, attributes: Record<string, string>): void {
    const parent = this.#open.at(-1);
    const scope = declare(parent?.scope ?? outermost, attributes);
    const [prefix, local] = split(tag);
    const isFirst = !parent;
    const drawn = scope[prefix] === namespaces.svg && !leftOut.has(local) && (isFirst || parent.node !== undefined);
    if (isFirst && this.#root) throw this.#damaged();
    if (isFirst && (!drawn || local !== 'svg')) {
      throw this.#refuse('file.unknown');
    }
    if (runsCode.has(local)) throw this.#refuse('svg.code');
    if (holdsPages.has(local)) throw this.#refuse('svg.page');
    if (++this.#count.elements > svgLimits.elements || this.#open.length >= svgLimits.depth) throw this.#tooMuch();
    if (!drawn) {
      this.#open.push({ scope, local, sheet: '' });
      return;
    }
    const node: SvgNode = { name: local, classes: [], children: [], refs: [], vertices: 1 };
    const written = Object.entries(attributes).flatMap(([key, value]) => this.#attribute(node, scope, key, value));
    const own = isFirst ? [` xmlns="${namespaces.svg}" xmlns:xlink="${namespaces.xlink}"`] : [];
    this.#out.push(`<${local}${[...own, ...written].join('')}>`);
    parent?.node?.children.push(node);
    this.#root ??= node;
    this.#open.push({ node, scope, local, sheet: '' });
  }

  text(words: string): void {
    const current = this.#open.at(-1);
    if (!current?.node) return;
    this.#measure(words);
    if (current.local === 'style') current.sheet += words;
    else this.#out.push(escapeMarkup(words));
  }

  close(): void {
    const closed = this.#open.pop();
    if (!closed?.node) return;
    if (closed.sheet) {
      this.#rules.push(...this.#rulesOf(closed.sheet));
      this.#out.push(escapeMarkup(closed.sheet));
    }
    if (closed.local === 'filter' && closed.node.children.length > svgLimits.filterSteps) throw this.#tooMuch();
    this.#out.push(`</${closed.local}>`);
  }

  finish(): Uint8Array {
    if (!this.#root || this.#open.length > 0) throw this.#damaged();
    if (countShapes(this.#root, this.#rules, svgLimits.shapes) > svgLimits.shapes) throw this.#tooMuch();
    return Buffer.from(this.#out.join(''));
  }

  refersElsewhere(): AppError {
    return this.#refuse('svg.elsewhere');
  }

  /** The attribute as it is written, or nothing for one that draws nothing. */
  #attribute(node: SvgNode, scope: Scope, key: string, value: string): string[] {
    const [prefix, local] = split(key);
    if (key === 'xmlns' || prefix === 'xmlns' || /^on/i.test(local)) return [];
    const space = prefix === '' ? '' : scope[prefix];
    if (space === namespaces.xml && local === 'base') throw this.refersElsewhere();
    const isHref = local === 'href' && (space === '' || space === namespaces.xlink);
    if (space !== '' && !isHref && !(space === namespaces.xml && local === 'space')) return [];
    if (isHref) return this.#href(node, space === '' ? 'href' : 'xlink:href', value);
    this.#measure(value);
    if (local === 'id') node.id = value;
    if (local === 'class') node.classes = value.split(/\s+/);
    if (local === 'd' || local === 'points') node.vertices = Math.ceil(value.length / 4);
    node.refs.push(...this.#referencesIn(value, local === 'style'));
    return [` ${space === namespaces.xml ? 'xml:space' : local}="${escapeMarkup(value)}"`];
  }

  #href(node: SvgNode, key: string, value: string): string[] {
    const target = value.trim();
    if (node.name === 'a') return [];
    if (target.startsWith('#')) node.refs.push(target.slice(1));
    else if (embeddedPicture.test(target)) {
      if (++this.#count.pictures > svgLimits.pictures) throw this.#tooMuch();
    } else if (/^data:/i.test(target)) {
      throw this.#refuse('svg.embedded');
    } else throw this.refersElsewhere();
    return [` ${key}="${escapeMarkup(target)}"`];
  }

  /** Ids that a value draws with. CSS can spell a reference with escapes, so that it has none here. */
  #referencesIn(value: string, isStyle: boolean): string[] {
    if (isStyle && /\\|@import/i.test(value)) throw this.refersElsewhere();
    return [...value.matchAll(/url\(\s*["']?\s*([^"')\s]*)/gi)].map(([, target = '']) => {
      if (!target.startsWith('#')) throw this.refersElsewhere();
      return target.slice(1);
    });
  }

  /** A style sheet's rules that draw with something; fonts that it brings are not used. */
  #rulesOf(sheet: string): SvgRule[] {
    const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@font-face\s*\{[^}]*\}/gi, '');
    if (/\\|@import/i.test(plain)) throw this.refersElsewhere();
    return [...plain.matchAll(/([^{}]*)\{([^{}]*)\}?/g)].flatMap(([, selectors = '', body = '']): SvgRule[] => {
      const refs = this.#referencesIn(body, true);
      const each = selectors.split(',').map((selector) => /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1]);
      const classes = each.every((one) => one !== undefined) ? each : 'all';
      return refs.length > 0 ? [{ classes, refs }] : [];
    });
  }

  #measure(text: string): void {
    this.#count.text += text.length;
    if (this.#count.text > svgLimits.text) {
      throw new AppError('too_large', message('svg.large', { name: this.#name }));
    }
  }

  #refuse(why: Refusal): AppError {
    return new AppError('bad_image', message(why, { name: this.#name }));
  }

  #damaged(): AppError {
    return this.#refuse('svg.damaged');
  }

  #tooMuch(): AppError {
    return new AppError('too_large', message('svg.much', { name: this.#name }));
  }
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** The namespaces that hold within an element, by prefix. */
function declare(outer: Scope, attributes: Record<string, string>): Scope {
  const declared = Object.entries(attributes).flatMap(([key, value]) => {
    if (key === 'xmlns') return [['', value]];
    return key.startsWith('xmlns:') ? [[key.slice('xmlns:'.length), value]] : [];
  });
  return declared.length > 0 ? { ...outer, ...Object.fromEntries(declared) } : outer;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeMarkup = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign]!);
