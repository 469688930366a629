import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where what people read is made; what is below a folder of words is the words themselves. */
const folders = ['commands', 'src/chat', 'src/db', 'src/images', 'src/platforms', 'src/sampling', 'src/studio'];
/** Words of the commands in other languages, what scenes are made of, operators' checks, backups and moves. */
const apart =
  /src[/](chat[/]command[/]locales|studio[/]vocabulary[/]scenes|platforms[/](terminal|memory)|db[/]generated)[/]|db[/](archive|move)[.]ts$|[/]check[.]ts$/;

/** The console came beside the catalogues: what it says is English, to be moved. */
const notYet = /[/]console[/]/;

/** Faults of the installation, which only operators meet: scripts and logs are English. */
const operators = ['bad_config', 'bad_checkpoint', 'locked'];

async function sources(): Promise<[path: string, text: string][]> {
  const paths = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((name) => join(folder, name)),
    ),
  );
  const code = paths.flat().filter((path) => path.endsWith('.ts') && !apart.test(path) && !notYet.test(path));
  return Promise.all(code.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)).then((all) =>
    all.map(([path, text]) => [path, text.replace(/^\s*([/]?[*]|[/]{2}).*$/gm, '')]),
  );
}

const found = (all: [string, string][], pattern: RegExp, keep = (_: RegExpMatchArray) => true): string[] =>
  all.flatMap(([path, text]) => [...text.matchAll(pattern)].filter(keep).map((match) => `${path}: ${match[0]}`));

const code = await sources();

test('what an error says to people is in the catalogues', () => {
  const plain = /new AppError\(\s*'(\w+)',\s*(?:'[^']|"|`)/g;
  expect(found(code, plain, ([, kind]) => !operators.includes(kind!))).toEqual([]);
});

test('texts, buttons, notices and windows of answers are in the catalogues', () => {
  const answers = code.filter(([path]) => /^(commands|src[/](chat|platforms))[/]/.test(path));
  const plain =
    /\b(text|title|label|notice|placeholder|typed|alt|about|error):\s+(['"`])(?=[^'"`]*[A-Za-z]{2,} [a-z]|[A-Z][a-z]{2,}['"`…])/g;
  const names =
    /label: '(Again like this|Delete or report|Edit|Mix with|Restyle|Paint this person|Save as emoji)|title: '(Discord|Slack)'/;
  expect(found(answers, plain, (match) => !names.test(match.input!.slice(match.index, match.index! + 40)))).toEqual([]);
});

test('the page says nothing of its own but from the catalogues', () => {
  const page = code.filter(([path]) => path.startsWith('src/platforms/web/page/'));
  const plain = /(?:aria-label|title|placeholder|alt)="[^"]*[A-Za-z]{2}|(?<!<kbd)>\s*[A-Z][a-z]+[^<>$={}();]*<[/]/g;
  expect(found(page, plain, ([match]) => !match.includes('Easel'))).toEqual([]);
});
