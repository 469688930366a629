import { SVGPathData } from 'svg-pathdata';

interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/**
 * The data of a path as its parts that lie apart from each other, in their order: sets draw both eyes, or eyes and mouth,
 * as one path. What lies inside another part or touches its box stays with it, since it may be a hole.
 */
export function splitPath(d: string): string[] {
  if ((d.match(/m/gi) ?? []).length < 2) return [d];
  const { commands } = new SVGPathData(d).toAbs();
  const subpaths: (typeof commands)[] = [];
  for (const command of commands) {
    if (command.type === SVGPathData.MOVE_TO) subpaths.push([]);
    subpaths.at(-1)!.push(command);
  }
  const groups: { bounds: Bounds; commands: typeof commands }[] = [];
  for (const subpath of subpaths) {
    const own = { bounds: new SVGPathData(subpath).getBounds(), commands: subpath };
    const touching = groups.filter(({ bounds }) => overlap(bounds, own.bounds));
    const [first, ...others] = touching;
    if (!first) {
      groups.push(own);
      continue;
    }
    for (const other of [...others, own]) {
      first.commands = [...first.commands, ...other.commands];
      first.bounds = union(first.bounds, other.bounds);
      if (other !== own) groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map(({ commands: own }) => SVGPathData.encode(own));
}

const overlap = (a: Bounds, b: Bounds): boolean =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;

const union = (a: Bounds, b: Bounds): Bounds => ({
  minX: Math.min(a.minX, b.minX),
  minY: Math.min(a.minY, b.minY),
  maxX: Math.max(a.maxX, b.maxX),
  maxY: Math.max(a.maxY, b.maxY),
});
