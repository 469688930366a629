import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conceptOf, type EmojiConcept } from './concepts.ts';
import type { Drawing } from './drawing.ts';
import { packageFolder } from './packages.ts';

interface Icon {
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
  icons: Record<string, Icon>;
  aliases?: Record<string, Alias>;
  width?: number;
  height?: number;
}

/** An npm package of icons, as https://iconify.design/docs/types/iconify-json.html describes it. */
export interface IconSet {
  /** Icon names by concept; only some packages have this list. */
  named: Map<string, string>;
  /** Other names of an icon, by its own name. */
  aliases: Map<string, string[]>;
  draw(name: string): Drawing | undefined;
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
    draw: (icon) => draw(file, icon),
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

function draw(file: IconFile, name: string): Drawing | undefined {
  const alias = file.aliases?.[name];
  const icon = file.icons[alias?.parent ?? name];
  if (!icon) return undefined;
  const width = icon.width ?? file.width ?? 16;
  const height = icon.height ?? file.height ?? 16;
  const box = `${icon.left ?? 0} ${icon.top ?? 0} ${width} ${height}`;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${box}"`;
  return { svg: `${open} width="${width}" height="${height}">${icon.body}</svg>`, mirrored: alias?.hFlip ?? false };
}

function kebab(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[’'“”:,.()!]/g, '').replace(/[^a-z0-9]+/g, '-');
}
