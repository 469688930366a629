import sharp from 'sharp';
import type { Database } from '#db/database.ts';
import type { ImageDetails, Painted } from '#db/images.ts';
import { readWithXmp } from '#images/decode.ts';
import { framePicture, isCutOut, premultiply, type RawPicture } from '#images/frame.ts';
import { decodePng } from '#images/png.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { measureStandard, rowOf, standardise } from '#training/evaluation/features.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { Caller, Upload } from '../api.ts';
import type { RenderedPicture } from '../painting/render.ts';

/** Width and height at which pictures are compared, and at which their looks are measured. */
const compared = 64;
const looked = 128;
/** Pictures of a workspace whose looks are compared, the newest ones, and those of them that are looked at. */
const looksAtMost = 5000;
const nearest = 6;
/** Pictures that are looked at since the file says that they were painted like it. */
const alikeAtMost = 36;
/** The mean difference of a channel, in shares, up to which two pictures are the same: room for another size or format. */
const same = 0.03;

interface RecognitionParts {
  db: Pick<Database, 'images'>;
  render(images: ImageDetails[]): Promise<RenderedPicture[]>;
}

/**
 * Which picture of the caller's workspace an attached one is, by what its file says and, where that leads nowhere, by how
 * it looks. Throws `not_found` where it is none, and as `readPicture`.
 */
export function createRecognition({ db, render }: RecognitionParts) {
  async function findSame(attached: RawPicture, images: ImageDetails[]): Promise<string | undefined> {
    if (images.length === 0) return undefined;
    const rendered = await render(images);
    const differenceFrom = await comparedTo(attached);
    const distances = await Promise.all(
      rendered.map(async ({ id, png }) => ({ id, distance: await differenceFrom(await decodePng(png)) })),
    );
    const [first] = distances.sort((one, other) => one.distance - other.distance);
    return first && first.distance < same ? first.id : undefined;
  }

  async function findLookAlikes(attached: RawPicture, filter: { workspaceId: string; viewer: string }) {
    const all = await db.images.listLooks(filter, looksAtMost);
    const own = measureLook(await resize(attached, looked), looked);
    const looks = {
      size: own.length,
      values: Float32Array.from([own, ...all.map(({ look }) => look)].flatMap((look) => [...look])),
    };
    const features = standardise(looks, measureStandard(looks));
    const ours = rowOf(features, 0);
    const distanceOf = (row: number) => Math.hypot(...rowOf(features, row).map((value, i) => value - ours[i]!));
    const near = all
      .map(({ id }, index) => ({ id, distance: distanceOf(index + 1) }))
      .sort((one, other) => one.distance - other.distance);
    return db.images.findImages(near.slice(0, nearest).map(({ id }) => id));
  }

  return async ({ workspaceId, userId: viewer }: Caller, { name, bytes }: Upload): Promise<string> => {
    const { picture: attached, xmp } = await readWithXmp(bytes, name);
    const painted = readPainted(xmp);
    const filter = { workspaceId, viewer };
    const told = painted ? await db.images.findPaintedLike({ ...filter, ...painted }, alikeAtMost) : [];
    const found =
      (await findSame(attached, told)) ?? (await findSame(attached, await findLookAlikes(attached, filter)));
    if (found) return found;
    throw new AppError('not_found', message(painted ? 'recall.elsewhere' : 'recall.unknown'));
  };
}

/** What XMP says of how a picture was painted, see `encodePng`: anyone can write that, so it is only where to look first. */
function readPainted(xmp = ''): Painted | undefined {
  const said = (name: string) => new RegExp(`easel:${name}="([\\w.-]{1,80})"`).exec(xmp)?.[1];
  const [checkpointId, style, seed] = [said('checkpoint'), said('style'), Number(said('seed'))];
  return checkpointId && style && Number.isSafeInteger(seed) ? { checkpointId, style, seed } : undefined;
}

/**
 * The mean difference of one of our pictures from an attached one by their channels, in shares; where that has a ground,
 * over it.
 */
async function comparedTo(attached: RawPicture): Promise<(ours: RawPicture) => Promise<number>> {
  const cutOut = isCutOut(attached);
  const theirs = cutOut ? await framePicture(attached, compared) : await resize(attached, compared);
  return async (ours) => {
    const shown = cutOut
      ? await framePicture(ours, compared)
      : theirs && onGround(await resize(ours, compared), theirs);
    if (!theirs || !shown) return 1;
    return theirs.reduce((sum, value, i) => sum + Math.abs(value - shown[i]!), 0) / theirs.length / 255;
  };
}

/** A premultiplied picture over the one colour with which it comes nearest to another, opaque one. */
function onGround(picture: Uint8Array, other: Uint8Array): Uint8Array {
  const clearAt = (i: number) => 1 - picture[i - (i % 4) + 3]! / 255;
  const [shown, clear] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (let i = 0; i < picture.length; i++) {
    if (i % 4 === 3) continue;
    shown[i % 4]! += clearAt(i) * (other[i]! - picture[i]!);
    clear[i % 4]! += clearAt(i) ** 2;
  }
  const ground = shown.map((sum, channel) => Math.min(255, Math.max(0, sum / (clear[channel] || 1))));
  return picture.map((value, i) => (i % 4 === 3 ? 255 : Math.round(value + clearAt(i) * ground[i % 4]!)));
}

/** Premultiplied RGBA, `[size, size, 4]`. */
async function resize({ width, height, rgba }: RawPicture, size: number): Promise<Uint8Array> {
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } });
  return premultiply(new Uint8Array(await picture.resize(size, size, { fit: 'fill' }).raw().toBuffer()));
}
