import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Style } from '@dicebear/core';
import { avatarPackages } from './avatars.ts';
import { emojiPackages } from './emoji.ts';
import { packageFolder } from './packages.ts';

/** Who drew the pictures of a style, and under which terms, as its package says. */
export interface Credit {
  title: string;
  author: string;
  licence: string;
  /** The licence's address. */
  url: string;
  package: string;
}

/** The credit of a built-in style whose package is installed; undefined for others, such as people's own pictures. */
export async function findCredit(style: string): Promise<Credit | undefined> {
  const name = emojiPackages[style] ?? avatarPackages[style];
  const folder = name && packageFolder(name);
  if (!folder) return undefined;
  return style in emojiPackages ? creditOfIcons(name, folder) : creditOfAvatars(name);
}

async function creditOfIcons(name: string, folder: string): Promise<Credit> {
  const info = JSON.parse(await readFile(join(folder, 'info.json'), 'utf8')) as {
    name: string;
    author: { name: string };
    license: { title: string; url: string };
  };
  const { title: licence, url } = info.license;
  return { title: info.name, author: info.author.name, licence, url, package: name };
}

async function creditOfAvatars(name: string): Promise<Credit> {
  const { meta } = (await import(name)) as Style<Record<string, unknown>>;
  const { title = '', creator: author = '', license } = meta ?? {};
  return { title, author, licence: license?.name ?? '', url: license?.url ?? '', package: name };
}
