import * as tf from '@tensorflow/tfjs-core';

/**
 * What is flat wherever it is smooth. Without these no gradient of a gradient passes leakyRelu's or clipByValue's;
 * tfjs's own for FloorDiv is that of a division.
 */
function flat(kernelName: string, names: string[]): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: names,
    gradFunc: (_dy, saved) =>
      Object.fromEntries(names.map((name, index) => [name, () => tf.zeros(saved[index]!.shape)])),
  });
}

for (const kernelName of ['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'NotEqual']) {
  flat(kernelName, ['a', 'b']);
}
for (const kernelName of ['FloorDiv', 'LogicalAnd', 'LogicalOr']) flat(kernelName, ['a', 'b']);
flat('LogicalNot', ['x']);
