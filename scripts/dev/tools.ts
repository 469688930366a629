import { AppError } from '#lib/errors.ts';

interface Tool {
  name: string;
  /** In a line. */
  does: string;
  /** What Node is given, before the tool's own arguments. */
  run: string[];
}

const script = (name: string, does: string): Tool => ({ name, does, run: [`scripts/${name}.ts`] });

/** What is seldom needed, and by few: `npm run dev -- NAME`. */
export const tools: readonly Tool[] = [
  script('export', 'writes a model as an ONNX file that other programs open'),
  script('card', 'figures and contact sheets of a model'),
  script('data', 'what a picture set holds: counts, licences, contact sheets'),
  script('text', 'trains the text encoder again'),
  script('upscaler', 'trains the network that enlarges pictures again'),
  script('anchors', 'trains the network that finds heads in pictures again'),
  script('migrate-to-postgres', 'moves the database of DATA_DIR to an empty PostgreSQL'),
  script('migration', "writes the migration to today's schema, and the client for it"),
  script('readme', 'writes the table in docs/commands.md'),
  script('layers', 'writes the rules for imports in biome.json'),
  script('kernels', 'writes the tables in docs/kernels.md'),
  script('discord-spec', "keeps what tests need of Discord's description of its API"),
  script('load', 'how Easel holds out when many people use it'),
  script('faults', 'what people notice when parts of it fail'),
  script('soak', 'lets emulated people use it for a long time'),
  script('mutants', 'finds changes of the code that no test notices'),
  {
    name: 'attacks',
    does: 'attacks an Easel from the same machine',
    run: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/long/vitest.config.ts'],
  },
];

/** Throws `bad_option`, with the names that there are. */
export function findTool(name: string): Tool {
  const tool = tools.find((one) => one.name === name);
  if (tool) return tool;
  throw new AppError(
    'bad_option',
    `There is no tool "${name}". There are: ${tools.map((one) => one.name).join(', ')}.`,
  );
}

/** A line for each. */
export function listTools(): string {
  const width = Math.max(...tools.map(({ name }) => name.length));
  const lines = tools.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`);
  return ['npm run dev -- NAME [ARGUMENTS]', '', ...lines, ''].join('\n');
}
