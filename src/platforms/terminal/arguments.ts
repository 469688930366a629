import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '#lib/errors.ts';
import type { Upload } from '#studio/api.ts';

export interface TerminalArguments {
  /** What is said: all words that are no flag, joined. */
  text: string;
  /** The folder for images. */
  outDir: string;
  /** Paths of files to attach. */
  attach: string[];
}

const largestAttachment = 10 * 2 ** 20;

/** Reads `'/mix 🦊 🍩' [--out DIR] [--attach FILE]...`. Throws `bad_option` saying how it is used. */
export function readTerminalArguments(argv: string[]): TerminalArguments {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { out: { type: 'string', default: 'out' }, attach: { type: 'string', multiple: true, default: [] } },
    });
    return { text: positionals.join(' '), outDir: values.out, attach: values.attach };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    const text = `${fault} Write npm run say -- '/mix 🦊 🍩' [--out DIR] [--attach FILE].`;
    throw new AppError('bad_option', text, error);
  }
}

/** Reads a file to attach. Throws `not_found`, or `too_large` before reading it. */
export async function readAttachment(path: string): Promise<Upload> {
  const name = basename(path);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) throw new AppError('not_found', `There is no file ${path} to attach.`);
  if (size > largestAttachment) {
    throw new AppError(
      'too_large',
      `${name} has ${Math.ceil(size / 2 ** 20)} MB; please attach a picture of at most ${largestAttachment / 2 ** 20} MB.`,
    );
  }
  return { name, bytes: await readFile(path) };
}
