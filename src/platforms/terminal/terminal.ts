import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Chat } from '#chat/chat.ts';
import type { Reply, ReplyFile } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import type { Origin } from '#studio/api.ts';
import { readAttachment } from './arguments.ts';
import { renderProgress, renderText } from './render.ts';

/** Where text goes; process.stdout and process.stderr are such. */
export interface TextSink {
  isTTY?: boolean;
  write(text: string): unknown;
}

export interface TerminalRun {
  chat: Chat;
  text: string;
  /** The folder for images; made where it is missing. */
  outDir: string;
  /** Paths of files to attach. */
  attach?: string[];
  stdout?: TextSink;
  stderr?: TextSink;
  signal?: AbortSignal;
}

/**
 * Says one text as the operator of this machine. The answer's text and the paths of its images go to standard output,
 * progress to standard error where that is a terminal. Returns the exit code: 1 after an error reply, else 0.
 */
export async function runOnTerminal(run: TerminalRun): Promise<number> {
  const { chat, text, outDir, attach = [], stdout = process.stdout, stderr = process.stderr, signal } = run;
  let last: Reply = { text: '' };
  try {
    const attachments = await Promise.all(attach.map(readAttachment));
    for await (const reply of chat.say({ origin: terminalOrigin(), text, attachments, signal })) {
      last = reply;
      if (stderr.isTTY) stderr.write(renderProgress(reply));
    }
  } catch (error) {
    const { code, message } = AppError.from(error);
    last = { text: message, error: code };
  }
  if (stderr.isTTY) stderr.write(renderProgress());
  const paths = await saveFiles([...(last.images ?? []), ...(last.files ?? [])], outDir);
  stdout.write(`${[renderText(last.text, stdout.isTTY === true), ...paths].join('\n')}\n`);
  return last.error ? 1 : 0;
}

function terminalOrigin(): Origin {
  const name = userInfo().username;
  return {
    platform: 'terminal',
    workspace: 'local',
    channel: 'terminal',
    user: { externalId: name, name },
    operator: true,
  };
}

/** Returns the paths, in the order given. */
async function saveFiles(files: Pick<ReplyFile, 'name' | 'bytes'>[], outDir: string): Promise<string[]> {
  if (files.length) await mkdir(outDir, { recursive: true });
  return Promise.all(
    files.map(async ({ name, bytes }) => {
      const path = join(outDir, basename(name));
      await writeFile(path, bytes);
      return path;
    }),
  );
}
