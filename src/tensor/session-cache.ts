import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';

/** Graphs that are kept at most, the latest made. */
const keptAtMost = 24;

/**
 * Makes a session of a graph, or finds the one that an earlier start optimised and left in `directory`: optimising is
 * most of what a session costs. A graph is found by all that decides it: its own bytes, ONNX Runtime's version and the
 * processor, whose kernels it names. Whatever is wrong with the folder, the session is made without it.
 */
export async function createCachedSession(
  onnx: Uint8Array,
  options: ort.InferenceSession.SessionOptions,
  directory: string,
): Promise<ort.InferenceSession> {
  const file = join(directory, `${identify(onnx)}.onnx`);
  try {
    if (existsSync(file))
      return await ort.InferenceSession.create(file, { ...options, graphOptimizationLevel: 'disabled' });
    await mkdir(directory, { recursive: true });
    const unfinished = `${file}.${process.pid}.part`;
    const session = await ort.InferenceSession.create(onnx, { ...options, optimizedModelFilePath: unfinished });
    await rename(unfinished, file);
    await removeOld(directory);
    return session;
  } catch {
    await rm(file, { force: true }).catch(() => {});
    return ort.InferenceSession.create(onnx, options);
  }
}

function identify(onnx: Uint8Array): string {
  const machine = [ort.env.versions.node, process.platform, process.arch, cpus()[0]?.model].join();
  return createHash('sha256').update(machine).update(onnx).digest('hex');
}

async function removeOld(directory: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(directory)).map(async (name) => {
      const path = join(directory, name);
      return { path, made: (await stat(path)).mtimeMs };
    }),
  );
  const old = files.toSorted((left, right) => right.made - left.made).slice(keptAtMost);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
