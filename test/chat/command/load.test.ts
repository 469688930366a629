import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCommands } from '#chat/command/load.ts';
import { commandsFolder } from '../../helpers/chat.ts';

const options = fileURLToPath(new URL('../../../src/chat/command/options.ts', import.meta.url));
let parent: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'easel-commands-'));
});
afterAll(() => rm(parent, { recursive: true }));

/** The fault of a folder with one command: a good one, but for `changes`. */
async function faultOf(changes: string, file = 'wave.ts'): Promise<string> {
  const folder = await mkdtemp(join(parent, 'case-'));
  const good = "name: 'wave', summary: 'Waves', examples: ['/wave'], options: {}, run: () => ({ text: '👋' })";
  const source = changes.includes('export') || changes === '' ? changes : `export default { ${good}, ${changes} };`;
  await writeFile(join(folder, file), `import { option } from '${options}';\n${source}`);
  return loadCommands(folder).then(
    () => 'none',
    (error) => error.message,
  );
}

it("loads Easel's own commands", async () => {
  const commands = await loadCommands(commandsFolder);
  expect([...commands.keys()]).toEqual(
    'audit block cancel console delete edit explore favorites gallery generate help interpolate link make mix model privacy queue recall report reports restyle retrain save settings sketch teach unblock'.split(
      ' ',
    ),
  );
});

it('accepts a well-formed file', async () => {
  expect(await faultOf("summary: 'Waves a hand'")).toBe('none');
});

it.each([
  ['', 'it has no default export'],
  ["throw new Error('boom'); export default 1", 'boom'],
  ['export default 1', 'the export'],
  ["name: 'Wave'", 'name is 1 to 32 lower-case letters'],
  ["name: 'hello', examples: ['/hello']", 'its name is hello; name the file hello.ts.'],
  [`summary: '${'x'.repeat(101)}'`, 'summary has more than 100 characters'],
  ["summary: ''", 'summary is empty'],
  ["run: 'soon'", 'run is not a function'],
  ['examples: []', 'examples needs one at least'],
  ["examples: ['/wave fast']", 'its example /wave fast does not work'],
  ["colour: 'red'", 'Unrecognized key: "colour"'],
  ["options: { Loud: option.text({ summary: 'x' }) }", 'options.Loud'],
  ["options: { loud: option.text({ summary: '' }) }", 'options.loud.summary is empty'],
  ["options: { loud: { ...option.text({ summary: 'x' }), schema: 1 } }", 'options.loud.schema is not a zod schema'],
  ["options: { n: option.integer({ summary: 'x', min: 3, max: 1 }) }", 'options.n has a min above its max'],
  [
    "options: { a: option.text({ summary: 'x' }), b: option.text({ summary: 'x', required: true }) }",
    'options have a required one after an optional one',
  ],
  [
    "options: { a: option.text({ summary: 'x', rest: true }), b: option.ingredients({ summary: 'x', max: 2 }) }",
    'options take the rest twice',
  ],
  ['actions: { vote: {} }', 'actions.vote has neither run nor submit'],
])('stops the start: %s', async (changes, fault) => {
  const message = await faultOf(changes);
  expect(message).toContain('commands/wave.ts is not usable: ');
  expect(message).toContain(fault);
});

it('stops the start where two commands have an action of one name', async () => {
  const folder = await mkdtemp(join(parent, 'case-'));
  for (const name of ['one', 'two']) {
    const declaration = `name: '${name}', summary: 'x', examples: ['/${name}'], options: {}, run: () => ({ text: '' })`;
    const source = `export default { ${declaration}, actions: { vote: { run: () => ({ notice: '' }) } } };`;
    await writeFile(join(folder, `${name}.ts`), source);
  }
  await expect(loadCommands(folder)).rejects.toThrow('/one and /two both have an action named vote');
});
