import { z } from 'zod';
import type { Upload } from '#studio/api.ts';
import { parseMessage } from '../reading/parse.ts';
import type { AnyCommand, Option } from './command.ts';

/** What Discord allows, the strictest of all platforms; `name` is what a person types. */
const name = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, 'is 1 to 32 lower-case letters, digits, - or _');
const summary = z.string().min(1, 'is empty').max(100, 'has more than 100 characters');
const callable = z.custom<() => unknown>((value) => typeof value === 'function', 'is not a function');

const optionSchema = z
  .strictObject({
    kind: z.enum(['text', 'integer', 'number', 'choice', 'ingredient']),
    summary,
    required: z.boolean(),
    schema: z.instanceof(z.ZodType, { message: 'is not a zod schema' }),
    choices: z.array(z.string().min(1).max(100)).min(1).max(25).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    suggest: z.enum(['prompt', 'style', 'picture', 'model', 'colour', 'mood', 'wearing', 'holding', 'size']).optional(),
    rest: z.boolean().optional(),
    pick: z.enum(['role', 'channel', 'person', 'yes or no']).optional(),
    most: z.number().int().positive().optional(),
    picturesOnly: z.boolean().optional(),
    attachedOnly: z.boolean().optional(),
  })
  .refine(({ min = 0, max = min }) => min <= max, 'has a min above its max')
  .refine(
    ({ kind, choices }) => (kind === 'choice') === (choices !== undefined),
    'has choices and is no choice, or none',
  );

const commandSchema = z.strictObject({
  name,
  summary,
  examples: z.array(z.string()).min(1, 'needs one at least'),
  options: z
    .record(name, optionSchema)
    .refine((options) => Object.keys(options).length <= 25, 'are more than 25')
    .refine((options) => Object.values(options).filter(({ rest }) => rest).length <= 1, 'take the rest twice')
    .refine((options) => requiredFirst(Object.values(options)), 'have a required one after an optional one'),
  private: z.boolean().optional(),
  admin: z.boolean().optional(),
  allows: callable.optional(),
  run: callable,
  actions: z
    .record(
      name,
      z
        .strictObject({
          run: callable.optional(),
          pressed: callable.optional(),
          opensModal: z.boolean().optional(),
          submit: callable.optional(),
        })
        .refine(({ run, submit }) => run || submit, 'has neither run nor submit'),
    )
    .optional(),
  shortcuts: z
    .record(
      name,
      z.strictObject({
        on: z.enum(['message', 'person']).optional(),
        label: z.string().min(1).max(24, 'has more than 24 characters'),
        opensModal: z.boolean().optional(),
        run: callable,
      }),
    )
    .optional(),
});

/**
 * A file's default export as a command. Throws an Error that says in words what is wrong with the declaration: with its
 * form, or with an example that the command itself would refuse.
 */
export function checkCommand(exported: unknown, fileName: string): AnyCommand {
  if (exported === undefined) throw new Error('it has no default export; export default command({ ... }).');
  const checked = commandSchema.safeParse(exported);
  if (!checked.success) {
    const faults = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'the export'} ${message}`);
    throw new Error(`${faults.join('; ')}.`);
  }
  const command = exported as AnyCommand;
  if (command.name !== fileName) throw new Error(`its name is ${command.name}; name the file ${command.name}.ts.`);
  for (const example of command.examples) checkExample(command, example);
  return command;
}

function checkExample(command: AnyCommand, example: string): void {
  try {
    parseMessage(example, attachedTo(command, example), new Map([[command.name, command]]));
  } catch (error) {
    throw new Error(`its example ${example} does not work: ${error instanceof Error ? error.message : error}`);
  }
}

/** Of a command that cannot do without a picture, an example without its id is of one that is attached. */
function attachedTo({ options }: AnyCommand, example: string): Upload[] {
  const [first] = Object.values<Option>(options);
  const wanted = first?.required && first.picturesOnly && !/^\/\S+ [0-9a-z]{10}( |$)/.test(example);
  return wanted ? [{ name: 'drawing.png', bytes: new Uint8Array() }] : [];
}

function requiredFirst(options: Pick<Option, 'required'>[]): boolean {
  const firstOptional = options.findIndex(({ required }) => !required);
  return firstOptional < 0 || options.slice(firstOptional).every(({ required }) => !required);
}
