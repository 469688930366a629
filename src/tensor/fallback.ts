import type { Device, Executable } from './device.ts';
import { DeviceError, deviceError } from './failure.ts';
import { checkInputs, type Numbers, type Program } from './program.ts';

type Results = Record<string, Numbers>;

/**
 * A device that hands its work to the CPU where it fails, so that nobody loses what they asked for:
 *
 * - a program that it cannot load runs on the CPU;
 * - a program's first results, and later ones that look broken, are compared with the CPU's;
 * - once a run throws or was computed wrongly, the CPU does that run again and everything after it.
 *
 * `onFailure` is told each time, and the description says so from then on.
 */
export function withFallback(device: Device, cpu: Device, onFailure: (failure: DeviceError) => void): Device {
  let lost: DeviceError | undefined;
  let refused: DeviceError | undefined;

  function giveUp(error: unknown): void {
    if (lost) return;
    lost = deviceError(device.kind, error);
    onFailure(lost);
  }

  function guard(program: Program, onDevice: Executable): Executable {
    let trusted = false;
    let onCpu: Promise<Executable> | undefined;

    async function moveToCpu(): Promise<Executable> {
      // A lost device may throw again as it lets go.
      await onDevice.release().catch(() => {});
      return cpu.load(program);
    }

    async function tryRun(inputs: Results, into?: Results): Promise<Results> {
      const results = await onDevice.run(inputs, into);
      if (trusted && !isSuspect(results)) return results;
      if (!(await agree(results, inputs))) throw new DeviceError(device.kind, 'computes wrong results');
      trusted = true;
      return results;
    }

    async function agree(results: Results, inputs: Results): Promise<boolean> {
      const reference = await cpu.load(program);
      const expected = await reference.run(inputs);
      await reference.release();
      return Object.entries(expected).every(([name, numbers]) => isClose(results[name]!, numbers));
    }

    return {
      run: async (inputs, into) => {
        checkInputs(program.inputs, inputs);
        if (!lost) {
          try {
            return await tryRun(inputs, into);
          } catch (error) {
            giveUp(error);
          }
        }
        onCpu ??= moveToCpu();
        return (await onCpu).run(inputs, into);
      },
      release: async () => (onCpu ? (await onCpu).release() : onDevice.release()),
    };
  }

  return {
    get kind() {
      return lost ? cpu.kind : device.kind;
    },
    get description() {
      if (lost) return `${cpu.description}, since ${lost.what}`;
      return refused ? `${device.description}, in part ${cpu.description}, since ${refused.what}` : device.description;
    },
    load: async (program) => {
      if (lost) return cpu.load(program);
      let onDevice: Executable;
      try {
        onDevice = await device.load(program);
      } catch (error) {
        refused = deviceError(device.kind, error, 'cannot run this program');
        onFailure(refused);
        return cpu.load(program);
      }
      return guard(program, onDevice);
    },
  };
}

/** Numbers as a device leaves them that lost its buffers: all zero, or not numbers. */
function isSuspect(results: Results): boolean {
  const all = Object.values(results);
  return all.some((numbers) => !Number.isFinite(numbers[0])) || !all.some((numbers) => numbers.some(Boolean));
}

/** Devices round differently; what is wrong is off by far more than this share of the numbers' size. */
const tolerance = 0.02;

/** Whether the root mean square of the difference is small beside that of `expected`. */
function isClose(actual: Numbers, expected: Numbers): boolean {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Number.isFinite(expected[i]) !== Number.isFinite(actual[i])) return false;
    if (!Number.isFinite(expected[i])) continue;
    difference += (actual[i]! - expected[i]!) ** 2;
    size += expected[i]! ** 2;
  }
  return Math.sqrt(difference) <= tolerance * Math.sqrt(size) + 1e-6 * Math.sqrt(expected.length);
}
