import type { Config, DeviceChoice } from '#lib/config.ts';
import { type DeviceKind, openDevice, timesInWords } from '#tensor/device.ts';
import { installedTensorflow } from '#tensor/eager.ts';
import { deviceError } from '#tensor/failure.ts';
import { gpuFiles, hasCuda, hasGpu } from '#tensor/hardware.ts';
import { measureSpeed } from '#tensor/trial.ts';
import { type Finding, failure, ok, warn } from './finding.ts';

/** The device that Easel would paint and train on with these settings and why, then each one that there could be. */
export async function checkDevices({ device: choice, threads }: Config): Promise<Finding[]> {
  const cpuSpeed = await measureSpeed(await openDevice('cpu', threads));
  const measure = (kind: DeviceKind, advice: string) => measureKind(kind, threads, cpuSpeed, advice);
  return [
    await checkChoice(choice, threads),
    ok('cpu', `always there: ${picturesInWords(cpuSpeed)}`),
    hasGpu() || choice === 'webgpu'
      ? await measure('webgpu', "Install the graphics card's Vulkan driver and libvulkan1.")
      : unused(
          'webgpu',
          `no graphics card (none of ${gpuFiles.join(', ')})`,
          'install its Vulkan driver; EASEL_DEVICE=auto then finds it.',
        ),
    hasCuda()
      ? await measure('cuda', 'It needs CUDA 12 and cuDNN 9, and an NVIDIA card. WebGPU needs neither.')
      : unused(
          'cuda',
          'not installed, and not needed',
          '`node node_modules/onnxruntime-node/script/install.js --onnxruntime-node-install=cuda12`, then EASEL_DEVICE=cuda.',
        ),
    installedTensorflow().length > 0
      ? await measure('tensorflow', 'Install it again, or remove it: nothing else needs it.')
      : unused(
          'tensorflow',
          'not installed, and not needed',
          '`npm install @tensorflow/tfjs-node`, then EASEL_DEVICE=tensorflow.',
        ),
  ];
}

async function checkChoice(choice: DeviceChoice, threads: number): Promise<Finding> {
  try {
    const { description } = await openDevice(choice, threads);
    const why = choice === 'auto' && !hasGpu() ? ': there is no graphics card' : '';
    return ok('device', `${description}, chosen by EASEL_DEVICE=${choice}${why}`);
  } catch (error) {
    return failure('device', error);
  }
}

const unused = (name: DeviceKind, found: string, how: string): Finding => ({
  ...ok(name, found),
  advice: `To use ${name === 'webgpu' ? 'one' : 'it'}: ${how}`,
});

async function measureKind(kind: DeviceKind, threads: number, cpuSpeed: number, advice: string): Promise<Finding> {
  try {
    const device = await openDevice(kind, threads);
    const speed = await measureSpeed(device);
    const found = `${device.description} computes correctly: ${picturesInWords(speed)}, ${timesInWords(speed / cpuSpeed)}`;
    if (speed <= cpuSpeed || kind === 'tensorflow') return ok(kind, found);
    return {
      ...ok(kind, found),
      advice: `EASEL_DEVICE=auto takes the fastest, EASEL_DEVICE=${kind} insists on this one.`,
    };
  } catch (error) {
    const { what, cause } = deviceError(kind, error);
    return warn(kind, `${what} (${reasonIn(cause)})`, advice);
  }
}

const picturesInWords = (speed: number) => `${speed.toFixed(speed < 10 ? 1 : 0)} pictures/s through a small network`;

/** What a runtime said, without the place in its source where it said so. */
function reasonIn(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text
    .trim()
    .split('\n')[0]!
    .replace(/^.* was false\. |^\/\S+ /, '');
}
