import { convolution } from './convolution.ts';
import { elementwise } from './elementwise.ts';
import { matrix } from './matrix.ts';
import { reduction } from './reduction.ts';
import { resampling } from './resampling.ts';
import { shape } from './shape.ts';

/** Every case of every kernel, by the file of `src/tensor/kernels` that holds it. */
export const kernelCases = { convolution, elementwise, matrix, reduction, resampling, shape };
