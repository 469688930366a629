import { readAnchors } from '#models/anchors/model.ts';
import type { Device, Executable } from '#tensor/device.ts';
import { loadAnchors } from '#training/anchors/network.ts';
import { toShares } from './pixels.ts';

/** Finds the head in a picture `[64, 64, 4]`, premultiplied RGBA in bytes: `[9]`, as `anchorNames` says. */
export type Locate = (picture: Uint8Array) => Promise<Float32Array>;

/** The network that was taught to, loaded when it is first needed. */
export function openLocator(device: Device): Locate {
  let loading: Promise<Executable> | undefined;
  return async (picture) => {
    loading ??= readAnchors().then((weights) => loadAnchors(weights, device));
    loading.catch(() => {
      loading = undefined;
    });
    const { anchors } = await (await loading).run({ image: toShares([picture], picture.length) });
    return Float32Array.from(anchors!);
  };
}
