import '#tensor/program.ts';
import * as tf from '@tensorflow/tfjs-core';
import { Graph } from '#tensor/graph.ts';
import { recordableKernels } from '#tensor/kernels/registry.ts';
import { compile } from '#tensor/program.ts';
import { backendName } from '#tensor/recorder.ts';
import { signatureOf } from './case.ts';
import { kernelCases } from './cases/all.ts';

const cases = Object.values(kernelCases).flat();

/** The ONNX operators that each kernel was written as while all cases were recorded. */
function operatorsWritten(): Map<string, Set<string>> {
  const written = new Map(recordableKernels().map((name) => [name, new Set<string>()]));
  let current: Set<string> | undefined;
  const addSplit = Graph.prototype.addSplit;
  Graph.prototype.addSplit = function (...node) {
    current?.add(node[0]);
    return addSplit.apply(this, node);
  };
  for (const [name, operators] of written) {
    const kernel = tf.getKernel(name, backendName)!;
    const { kernelFunc } = kernel;
    kernel.kernelFunc = (call) => {
      current = operators;
      const result = kernelFunc(call);
      current = undefined;
      return result;
    };
  }
  for (const one of cases) compile(one.fn, signatureOf(one));
  Graph.prototype.addSplit = addSplit;
  return written;
}

function gradientOf(kernel: string): string {
  if (cases.some((one) => one.kernel === kernel && one.smooth)) return '✓';
  return tf.getGradient(kernel) ? 'zero' : '–';
}

/** A Markdown table of all kernels: what they become, and what their cases try. Wants `SEED` to be set. */
export function renderKernelTable(): string {
  const rows = [...operatorsWritten()].toSorted(([left], [right]) => left.localeCompare(right, 'en'));
  return [
    '| kernel | ONNX operators | forward | gradient | second order | webgpu |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(([kernel, operators]) => {
      const gradient = gradientOf(kernel);
      return `| ${kernel} | ${[...operators].toSorted().join(', ') || 'none'} | ✓ | ${gradient} | ${gradient} | ✓ |`;
    }),
  ].join('\n');
}
