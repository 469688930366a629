import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadCommands } from '#chat/command/load.ts';
import { createChat } from '#chat/router.ts';
import { createLog } from '#lib/log.ts';
import { readTerminalArguments } from '#platforms/terminal/arguments.ts';
import { renderText } from '#platforms/terminal/render.ts';
import { runOnTerminal } from '#platforms/terminal/terminal.ts';
import { commandsFolder } from '../../helpers/chat.ts';
import { flatPng } from '../../helpers/fake/album.ts';
import { createFakeServices } from '../../helpers/services.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-terminal-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function say(text: string, { attach, isTTY }: { attach?: string[]; isTTY?: boolean } = {}) {
  const chat = createChat({
    commands: await loadCommands(commandsFolder),
    services: createFakeServices(),
    log: createLog('silent'),
  });
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({
    isTTY,
    write(chunk: string) {
      written[name] += chunk;
    },
  });
  const outDir = join(folder, 'out');
  const code = await runOnTerminal({ chat, text, outDir, attach, stdout: sink('stdout'), stderr: sink('stderr') });
  return { code, outDir, ...written };
}

it('prints the text and the paths of the images it wrote', async () => {
  const { code, stdout, stderr, outDir } = await say('/mix 🦊 🍩 seed:7');
  const paths = [1, 2, 3, 4].map((number) => join(outDir, `job1pic${number}.png`));
  expect(stdout).toBe(`fox 🦊 + doughnut 🍩\nstyle noto\n${paths.join('\n')}\n`);
  expect((await readdir(outDir)).sort()).toEqual(paths.map((path) => path.slice(outDir.length + 1)));
  expect((await readFile(paths[0]!)).subarray(1, 4).toString()).toBe('PNG');
  expect([code, stderr]).toEqual([0, '']);
});

it('shows progress where standard error is a terminal', async () => {
  const { stderr, stdout } = await say('/generate fox', { isTTY: true });
  expect(stderr).toContain('████████████░░░░░░░░░░░░ Painting…');
  expect(stdout).not.toContain('Painting…');
});

it('ends with 1 after an error, which it prints, and writes nothing', async () => {
  expect(await say('/generate count:10')).toMatchObject({
    code: 1,
    stdout: 'count is a whole number from 1 to 9, not 10.\n',
  });
  expect((await say('hello')).code).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it('attaches files', async () => {
  const path = join(folder, 'me.png');
  await writeFile(path, await flatPng('me'));
  expect((await say('/restyle twemoji', { attach: [path] })).stdout).toContain('me.png in twemoji');
  const missing = await say('/restyle twemoji', { attach: [join(folder, 'gone.png')] });
  expect(missing).toMatchObject({ code: 1, stdout: `There is no file ${join(folder, 'gone.png')} to attach.\n` });
});

it('reads its arguments', () => {
  expect(
    readTerminalArguments(['/mix', '🦊', '🍩', '--out', 'pictures', '--attach', 'a.png', '--attach', 'b.png']),
  ).toEqual({
    text: '/mix 🦊 🍩',
    outDir: 'pictures',
    attach: ['a.png', 'b.png'],
  });
  expect(readTerminalArguments(['/help'])).toEqual({ text: '/help', outDir: 'out', attach: [] });
  expect(() => readTerminalArguments(['/help', '--colour'])).toThrow("Write npm run say -- '/mix 🦊 🍩'");
});

it('lets no escape sequence of others through and marks bold where there are colours', () => {
  expect(renderText('**fox** `\u001b[2J`\nseed', false)).toBe('fox [2J\nseed');
  expect(renderText('**fox**', true)).toBe('\u001b[1mfox\u001b[22m');
});
