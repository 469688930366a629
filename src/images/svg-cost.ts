/** An element as far as it decides how much there is to draw. */
export interface SvgNode {
  name: string;
  id?: string;
  classes: string[];
  children: SvgNode[];
  /** Ids of what it copies or draws with: `href`, `url(#id)`. */
  refs: string[];
  /** How often each of its markers is drawn. */
  vertices: number;
}

/** A rule of a style sheet: what it draws with, for the elements of some classes or for all. */
export interface SvgRule {
  classes: string[] | 'all';
  refs: string[];
}

/** What is drawn where something refers to it, and not where it stands. */
const drawnByReference = new Set(['defs', 'symbol', 'clipPath', 'mask', 'pattern', 'marker', 'filter']);
const cheap = new Set(['linearGradient', 'radialGradient']);
/** A step of a filter, and a mask, take as long as so many shapes: they go over the whole picture. */
const filterStep = 1000;
const maskStep = 50;
/** References to references to references. */
const deepestReference = 50;

/**
 * About how many shapes have to be drawn, copies and copies of copies counted each time, or infinity where that is more
 * than `most`.
 */
export function countShapes(root: SvgNode, rules: readonly SvgRule[], most: number): number {
  const byId = new Map<string, SvgNode>();
  const byClass = new Map<string, string[]>();
  const forAll: string[] = [];
  for (const node of walk(root)) if (node.id && !byId.has(node.id)) byId.set(node.id, node);
  for (const { classes, refs } of rules) {
    if (classes === 'all') forAll.push(...refs);
    else for (const name of classes) byClass.set(name, [...(byClass.get(name) ?? []), ...refs]);
  }
  const known = new Map<SvgNode, number>();
  const under = new Set<SvgNode>();

  const content = (node: SvgNode, depth: number): number => {
    let sum = 0;
    for (const child of node.children) {
      sum += drawnByReference.has(child.name) ? 1 : cost(child, depth);
      if (sum > most) return Number.POSITIVE_INFINITY;
    }
    return sum;
  };

  const reference = (node: SvgNode, id: string, depth: number): number => {
    const target = byId.get(id);
    if (!target || cheap.has(target.name) || under.has(target)) return 1;
    if (depth > deepestReference) return Number.POSITIVE_INFINITY;
    if (target.name === 'filter') return target.children.length * filterStep;
    const content = cost(target, depth + 1);
    if (target.name === 'mask') return content + maskStep;
    return target.name === 'marker' ? content * node.vertices : content;
  };

  const cost = (node: SvgNode, depth: number): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    under.add(node);
    const refs = [...node.refs, ...node.classes.flatMap((name) => byClass.get(name) ?? []), ...forAll];
    let sum = 1 + content(node, depth);
    for (const id of refs) {
      if (sum > most) break;
      sum += reference(node, id, depth);
    }
    under.delete(node);
    const all = sum > most ? Number.POSITIVE_INFINITY : sum;
    known.set(node, all);
    return all;
  };
  return cost(root, 0);
}

function* walk(node: SvgNode): Generator<SvgNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}
