import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Linux shows a graphics card: a render node, NVIDIA's device, or Windows' under WSL. */
export const gpuFiles = ['/dev/dri/renderD128', '/dev/nvidia0', '/dev/dxg'];

/** Whether this machine has a graphics card of its own; assumed where the system does not show it as a file. */
export function hasGpu(): boolean {
  return process.platform !== 'linux' || gpuFiles.some((file) => existsSync(file));
}

/** Whether ONNX Runtime's CUDA provider, which is too large for the registry, was added to it. */
export function hasCuda(): boolean {
  const runtime = dirname(fileURLToPath(import.meta.resolve('onnxruntime-node')));
  const folder = join(runtime, '../bin/napi-v6', process.platform, process.arch);
  return ['libonnxruntime_providers_cuda.so', 'onnxruntime_providers_cuda.dll'].some((file) =>
    existsSync(join(folder, file)),
  );
}
