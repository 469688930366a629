import type { Config } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { hasGpu, openDevice } from '#tensor/device.ts';
import { type Finding, failure, ok, warn } from './finding.ts';

/** The device that Easel would paint and train on with these settings, and why it is that one. */
export async function checkDevice({ device, threads }: Config): Promise<Finding> {
  try {
    const { description } = await openDevice(device, threads);
    return ok('device', `${description}, chosen by EASEL_DEVICE=${device}`);
  } catch (error) {
    return failure('device', error);
  }
}

/** Whether there is a GPU, and whether it can be used. */
export async function checkGpu({ threads }: Config): Promise<Finding> {
  if (!hasGpu()) return ok('gpu', 'none, and none is needed');
  try {
    const { description } = await openDevice('webgpu', threads);
    return ok('gpu', description);
  } catch (error) {
    const reason = String(AppError.from(error).cause).split('\n')[0] ?? '';
    return warn(
      'gpu',
      `there is one, but WebGPU cannot use it (${reason})`,
      'Install its Vulkan driver and libvulkan1.',
    );
  }
}

/** TensorFlow is only for those who want it. */
export function checkTensorflow(): Finding {
  const installed = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'].filter((name) => {
    try {
      return import.meta.resolve(name) !== '';
    } catch {
      return false;
    }
  });
  if (installed.length === 0) return ok('tensorflow', 'not installed, and not needed');
  return ok('tensorflow', `${installed.join(', ')}: taken with EASEL_DEVICE=tensorflow`);
}
