import { DomUtils, parseDocument } from 'htmlparser2';
import { splitPath } from './paths.ts';

/** One shape of an icon, or a group of shapes that is drawn as one, with all that it inherits from the groups around it. */
export interface Leaf {
  markup: string;
  /** The ids that it refers to, also through others. */
  refers: readonly string[];
}

/** An icon as the shapes that it is drawn of, in their order, in units of the icon. */
export interface Layers {
  leaves: readonly Leaf[];
  /** Gradients, masks and the like as markup, by id. */
  definitions: ReadonlyMap<string, string>;
  width: number;
  height: number;
  /** All ids begin with it. */
  prefix: string;
}

type Node = ReturnType<typeof parseDocument>['children'][number];
type Attributes = Readonly<Record<string, string>>;

/** Elements that draw nothing where they stand. */
const defining = new Set([
  'defs',
  'linearGradient',
  'radialGradient',
  'clipPath',
  'mask',
  'filter',
  'pattern',
  'symbol',
]);
/** Attributes of a group that apply to all of it at once, so that its shapes stay together. */
const joining = ['filter', 'opacity', 'mask', 'style'];
const references = /url\(#([^)]+)\)|href="#([^"]+)"/g;

/** Of the body of an icon as icon packages keep it. Every id gets the prefix, so that several icons fit in one picture. */
export function parseLayers(body: string, prefix: string, { width, height }: Pick<Layers, 'width' | 'height'>): Layers {
  const prefixed = body
    .replace(/\bid="([^"]+)"/g, `id="${prefix}$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${prefix}$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${prefix}$1"`);
  const { children } = parseDocument(prefixed, { xmlMode: true });
  const definitions = new Map<string, string>();
  collectDefinitions(children, definitions);
  const leaves: Leaf[] = [];
  collectLeaves(children, [], (markup) => leaves.push({ markup, refers: referredTo(markup, definitions) }));
  return { leaves, definitions, width, height, prefix };
}

/** The definitions that these leaves need, as markup. */
export function definitionsFor({ definitions }: Layers, leaves: readonly Leaf[]): string {
  const needed = new Set(leaves.flatMap(({ refers }) => refers));
  return [...needed].map((id) => definitions.get(id)!).join('');
}

function collectDefinitions(nodes: readonly Node[], into: Map<string, string>): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.attribs.id !== undefined) into.set(node.attribs.id, write(node));
    collectDefinitions(node.children, into);
  }
}

function referredTo(markup: string, definitions: ReadonlyMap<string, string>, seen = new Set<string>()): string[] {
  for (const [, url, href] of markup.matchAll(references)) {
    const id = (url ?? href)!;
    if (seen.has(id) || !definitions.has(id)) continue;
    seen.add(id);
    referredTo(definitions.get(id)!, definitions, seen);
  }
  return [...seen];
}

function collectLeaves(nodes: readonly Node[], around: readonly Attributes[], add: (markup: string) => void): void {
  for (const node of nodes) {
    if (!isElement(node) || defining.has(node.name)) continue;
    const { attribs } = node;
    if (node.name === 'g' && !joining.some((name) => attribs[name] !== undefined)) {
      collectLeaves(node.children, [...around, attribs], add);
      continue;
    }
    const parts = node.name === 'path' ? splitPath(attribs.d ?? '') : [];
    const markups = parts.length > 1 ? parts.map((d) => `${open('path', { ...attribs, d })}</path>`) : [write(node)];
    for (const markup of markups) add(around.reduceRight((inner, group) => `${open('g', group)}${inner}</g>`, markup));
  }
}

const isElement = (node: Node) => 'attribs' in node;
const write = (node: Node): string => DomUtils.getOuterHTML(node, { xmlMode: true });
const open = (name: string, attributes: Attributes): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join('')}>`;
