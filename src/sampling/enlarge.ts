import { readUpscaler, upscaledFrom } from '#models/upscaler/model.ts';
import type { Device, Executable } from '#tensor/device.ts';
import { loadUpscaler } from '#training/upscaler/network.ts';
import { toBytes, toShares } from './pixels.ts';

/** Whether pictures of so many pixels' width are ones that the network was taught to enlarge. */
export const canEnlarge = (size: number): boolean => size >= upscaledFrom;

/** Makes a picture `[size, size, 4]` twice as wide and high, premultiplied RGBA in bytes. */
export type Enlarge = (picture: Uint8Array) => Promise<Uint8Array>;

/** The network that was taught to, loaded for each size when it is first needed. */
export function openEnlarger(device: Device): Enlarge {
  const programs = new Map<number, Promise<Executable>>();
  return async (picture) => {
    const side = Math.sqrt(picture.length / 4);
    const loaded = programs.get(side) ?? readUpscaler().then((weights) => loadUpscaler(weights, side, device));
    programs.set(side, loaded);
    loaded.catch(() => programs.delete(side));
    const { large } = await (await loaded).run({ image: toShares([picture], picture.length) });
    return toBytes(large!);
  };
}
