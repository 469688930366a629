import { writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { emojiPackages, readEmojiIcons } from '../emoji.ts';
import { installedVersions } from '../packages.ts';
import type { StoredIcon } from './icon-store.ts';

const styles = [...(await installedVersions(emojiPackages)).keys()];
const bodies: Buffer[] = [];
let offset = 0;
const icons = (await readEmojiIcons(styles)).map(({ concept: { concept, group }, style, icon }): StoredIcon => {
  const { body, ...rest } = icon;
  const deflated = deflateRawSync(body);
  bodies.push(deflated);
  offset += deflated.length;
  return { ...rest, concept, group, style, offset: offset - deflated.length, length: deflated.length };
});
const list = Buffer.from(JSON.stringify(icons));
const length = Buffer.alloc(4);
length.writeUInt32LE(list.length);
await writeFile(process.argv[2]!, [length, list, ...bodies]);
