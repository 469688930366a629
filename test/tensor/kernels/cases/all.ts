import { binary } from './binary.ts';
import { compositions } from './compositions.ts';
import { constants } from './constants.ts';
import { convolution } from './convolution.ts';
import { depthwise } from './depthwise.ts';
import { elementwise } from './elementwise.ts';
import { fusedKernels } from './fused.ts';
import { indexing } from './indexing.ts';
import { matrix } from './matrix.ts';
import { pooling } from './pooling.ts';
import { rearrangement } from './rearrangement.ts';
import { reduction } from './reduction.ts';
import { resampling } from './resampling.ts';
import { shape } from './shape.ts';
import { unary } from './unary.ts';

/** Every case of every kernel, by the file of `src/tensor/kernels` that holds it, and of what is made of them. */
export const kernelCases = {
  binary,
  compositions,
  constants,
  convolution,
  depthwise,
  elementwise,
  fused: fusedKernels,
  indexing,
  matrix,
  pooling,
  rearrangement,
  reduction,
  resampling,
  shape,
  unary,
};
