import { AppError } from '#lib/errors.ts';
import type { DeviceKind } from './executable.ts';

/** A device that cannot do its work. The message is `what`, then what to do about it. */
export class DeviceError extends AppError {
  /** What happened, as a clause: `the webgpu device was lost`. */
  readonly what: string;

  constructor(kind: DeviceKind, happened: string, cause?: unknown) {
    const what = `the ${kind} device ${happened}`;
    super('device', `T${what.slice(1)}. ${advice(kind)}`, cause);
    this.what = what;
  }
}

function advice(kind: DeviceKind): string {
  if (kind === 'cpu') return 'Close other programs, or take a smaller batch or model, and try again.';
  return 'Set EASEL_DEVICE=cpu, or run `npm run doctor` to see what can be used.';
}

/**
 * What a runtime's error text means, the first that fits. ONNX Runtime throws plain errors: the text is all there is.
 * CUDA's come as `CUDA failure 2: out of memory`, `CUBLAS failure 3: ...`; those of WebGPU say what it was doing when
 * it found that the device or its buffers are gone.
 */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/out of memory|OutOfMemory|failed to allocate|ALLOC_FAILED|bad_alloc|exceeds device limit/i, 'ran out of memory'],
  [/No supported adapters|no CUDA-capable device/i, 'finds no graphics card that it can use'],
  [/Failed to load (shared )?library/i, 'is not installed'],
  [/\blost\b|MapAsyncStatus|Failed to wait for the operation|WebGPU (adapter|device)/i, 'was lost'],
  [/(CUDA|CUBLAS|CUDNN|CUFFT) failure/i, 'was lost'],
  [/NOT_IMPLEMENTED|Could not find an implementation/i, 'cannot run this program'],
];

/** Anything that a device threw, in words; `otherwise` is said where the text tells nothing. */
export function deviceError(kind: DeviceKind, error: unknown, otherwise = 'failed'): DeviceError {
  if (error instanceof DeviceError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new DeviceError(kind, meanings.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise, error);
}
