import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conceptOf, type EmojiConcept } from './concepts.ts';
import type { Drawing } from './drawing.ts';
import { packageFolder } from './packages.ts';

interface IconEntry {
  body: string;
  left?: number;
  top?: number;
  width?: number;
  height?: number;
}

interface Alias {
  parent: string;
  hFlip?: boolean;
}

interface IconFile {
  icons: Record<string, IconEntry>;
  aliases?: Record<string, Alias>;
  width?: number;
  height?: number;
}

/** The SVG elements that an icon is drawn of, and the part of their plane that it shows. */
export interface Icon {
  body: string;
  left: number;
  top: number;
  width: number;
  height: number;
  /** To be mirrored after rendering. */
  mirrored: boolean;
}

/** An npm package of icons, as https://iconify.design/docs/types/iconify-json.html describes it. */
export interface IconSet {
  /** Icon names by concept; only some packages have this list. */
  named: Map<string, string>;
  /** Other names of an icon, by its own name. */
  aliases: Map<string, string[]>;
  icon(name: string): Icon | undefined;
}

/** Reads an installed icon package; its SVG sources can be as large as 100 MB, so keep it no longer than needed. */
export async function readIconSet(name: string): Promise<IconSet> {
  const folder = packageFolder(name)!;
  const file = JSON.parse(await readFile(join(folder, 'icons.json'), 'utf8')) as IconFile;
  const characters = JSON.parse(await readFile(join(folder, 'chars.json'), 'utf8')) as Record<string, string>;
  const aliases = Map.groupBy(Object.keys(file.aliases ?? {}), (alias) => file.aliases![alias]!.parent);
  return {
    named: new Map(Object.entries(characters).map(([hexcode, icon]) => [conceptOf(hexcode), icon])),
    aliases,
    icon: (icon) => findIcon(file, icon),
  };
}

/** Every name under which icon sets keep each concept: their own lists, aliases in any set, and the label. */
export function collectNames(concepts: EmojiConcept[], sets: Iterable<IconSet>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>(concepts.map(({ concept, label }) => [concept, new Set([kebab(label)])]));
  for (const { named, aliases } of sets) {
    for (const [concept, name] of named) {
      const known = names.get(concept);
      for (const one of [name, ...(aliases.get(name) ?? [])]) known?.add(one);
    }
  }
  return names;
}

function findIcon(file: IconFile, name: string): Icon | undefined {
  const alias = file.aliases?.[name];
  const icon = file.icons[alias?.parent ?? name];
  if (!icon) return undefined;
  const { body, left = 0, top = 0, width = file.width ?? 16, height = file.height ?? 16 } = icon;
  return { body, left, top, width, height, mirrored: alias?.hFlip ?? false };
}

/** An icon as a file of its own. */
export function drawIcon({ body, left, top, width, height, mirrored }: Icon): Drawing {
  const open = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const box = `viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}"`;
  return { svg: `${open} ${box}>${body}</svg>`, mirrored };
}

function kebab(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[’'“”:,.()!]/g, '').replace(/[^a-z0-9]+/g, '-');
}
