import type { Device, Executable, Resident } from './executable.ts';
import { DeviceError, deviceError } from './failure.ts';
import { checkInputs, type Numbers, type Program } from './program.ts';
import { givenInputs, nextOf } from './resident.ts';

type Results = Record<string, Numbers>;

/**
 * A device that hands its work to the CPU where it fails, so that nobody loses what they asked for:
 *
 * - a program that it cannot load runs on the CPU;
 * - a program's first results, and later ones that look broken, are compared with the CPU's;
 * - once a run throws or was computed wrongly, the CPU does that run again and everything after it.
 *
 * Tensors that were kept on the device are lost with it: the program that used them throws, and whoever kept them goes
 * on from what they read last.
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

  async function agree(program: Program, results: Results, inputs: Results): Promise<boolean> {
    const reference = await cpu.load(program);
    const expected = await reference.run(inputs);
    await reference.release();
    return Object.entries(expected).every(([name, numbers]) => isClose(results[name]!, numbers));
  }

  /** Does what may fail for good, and says so before it throws. */
  async function watch<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      if (lost) throw lost;
      return await work();
    } catch (error) {
      giveUp(error);
      throw lost;
    }
  }

  async function keep(...tensors: Parameters<NonNullable<Device['keep']>>): Promise<Resident> {
    const resident = await watch(() => device.keep!(...tensors));
    const read = () =>
      watch(async () => {
        const numbers = await resident.read();
        if (isSuspect(numbers)) throw new DeviceError(device.kind, 'was lost');
        return numbers;
      });
    return { ...resident, read };
  }

  /** As `guard`, for a program whose state is on the device: what it was is read for the comparison, before it is gone. */
  function guardResident(program: Program, onDevice: Executable, resident: Resident): Executable {
    let trusted = false;
    const run: Executable['run'] = async (inputs, into) => {
      checkInputs(givenInputs(program.inputs, resident), inputs);
      const before = trusted ? undefined : await resident.read();
      const results = await watch(() => onDevice.run(inputs, into));
      if (trusted && !isSuspect(results)) return results;
      const after = await resident.read();
      if (before) {
        const next = Object.fromEntries(Object.entries(after).map(([name, numbers]) => [nextOf(name), numbers]));
        await watch(async () => {
          if (await agree(program, { ...results, ...next }, { ...before, ...inputs })) return;
          throw new DeviceError(device.kind, 'computes wrong results');
        });
      }
      trusted = true;
      return results;
    };
    return { run, release: () => onDevice.release() };
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
      if (!(await agree(program, results, inputs))) throw new DeviceError(device.kind, 'computes wrong results');
      trusted = true;
      return results;
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
    get keep() {
      return device.keep && !lost && !refused ? keep : undefined;
    },
    load: async (program, resident) => {
      if (resident && lost) throw lost;
      if (lost) return cpu.load(program);
      let onDevice: Executable;
      try {
        onDevice = await device.load(program, resident);
      } catch (error) {
        refused = deviceError(device.kind, error, 'cannot run this program');
        onFailure(refused);
        if (resident) throw refused;
        return cpu.load(program);
      }
      return resident ? guardResident(program, onDevice, resident) : guard(program, onDevice);
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
