import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initSync, WasmReader } from '@contentauth/c2pa-wasm';
import { decode, decodeFirst, encode } from 'cborg';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeAnimation } from '#images/animation.ts';
import { type Credentials, openCredentials } from '#images/credentials/credentials.ts';
import { encodePng } from '#images/png.ts';

const size = 16;
const disc = (radius: number) => {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (Math.hypot(x - 7.5, y - 7.5) < radius) pixels.set([200, 100, 0, 255], (y * size + x) * 4);
    }
  }
  return pixels;
};
const provenance = { software: 'Easel', checkpoint: 'abc', style: 'noto', seed: 7 };

let folder: string;
let credentials: Credentials;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-credentials-'));
  credentials = await openCredentials(folder, '1.2.3');
  initSync({ module: await readFile(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'))) });
});
afterAll(async () => {
  await credentials.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the reader of C2PA's own library says of a file, told to trust the root of this installation. */
async function read(file: Uint8Array, mime: string) {
  const [, root] = (await readFile(join(folder, 'credentials.pem'), 'utf8')).match(
    /-----BEGIN CERT[\s\S]+?END CERT[\s\S]+?-----/g,
  )!;
  const reader = await WasmReader.fromBytes(
    mime,
    Uint8Array.from(file),
    JSON.stringify({ trust: { user_anchors: root } }),
  );
  const { active_manifest, manifests, validation_state } = JSON.parse(reader.json());
  return { state: validation_state as string, manifest: manifests[active_manifest] };
}

it('a picture says, signed, that Easel made it with a model, and is the same picture still', async () => {
  const png = await encodePng(disc(6), { size, provenance });
  const signed = await credentials.sign(png, 'image/png');
  const { state, manifest } = await read(signed, 'image/png');
  expect(state).toBe('Trusted');
  expect(manifest.claim_generator_info[0]).toMatchObject({ name: 'Easel', version: '1.2.3' });
  expect(manifest.assertions[0].data.actions).toMatchObject([
    { action: 'c2pa.created', digitalSourceType: expect.stringMatching(/[/]trainedAlgorithmicMedia$/) },
  ]);
  const pixels = (file: Uint8Array) => sharp(file).raw().toBuffer();
  expect(Buffer.compare(await pixels(signed), await pixels(png))).toBe(0);
  expect((await sharp(signed).metadata()).xmpAsString).toContain('easel:seed="7"');
  expect(signed.length - png.length).toBeLessThan(8192);
});

/** The boxes of a JUMBF (ISO 19566-5) by the labels of those that hold others. */
function boxesIn(bytes: Uint8Array, path = ''): [path: string, content: Uint8Array][] {
  const found: [string, Uint8Array][] = [];
  let label = path;
  for (let at = 0; at < bytes.length; ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const [length, kind] = [view.getUint32(0), Buffer.from(bytes.subarray(at + 4, at + 8)).toString()];
    const content = bytes.subarray(at + 8, at + length);
    if (kind === 'jumd') label = `${path}/${Buffer.from(content.subarray(17)).toString('latin1').split('\0')[0]}`;
    else if (kind === 'jumb') found.push(...boxesIn(content, label));
    else found.push([label, content]);
    at += length;
  }
  return found;
}

/** What is in a chunk of a PNG file, and where the chunk lies. */
function chunkOf(png: Uint8Array, wanted: string) {
  const file = Buffer.from(png);
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const end = at + 12 + file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === wanted) return { at, end, content: file.subarray(at + 8, end - 4) };
  }
  throw new Error(`There is no chunk ${wanted}.`);
}

it('by hand, the signature is that of the claim, and the hash that of the file around it', async () => {
  const file = await credentials.sign(await encodePng(disc(6), { size, provenance }), 'image/png');
  const { at, end, content } = chunkOf(file, 'caBX');
  const boxes = boxesIn(content);
  const boxOf = (label: string) => boxes.find(([path]) => path.endsWith(label))![1];
  const [[head, , payload, signature]] = decodeFirst(boxOf('/c2pa.signature').subarray(1));
  expect(payload).toBeNull();
  const [signer] = decode(head, { useMaps: true }).get(33);
  const signed = encode(['Signature1', head, new Uint8Array(0), boxOf('/c2pa.claim.v2')]);
  const key = { key: new X509Certificate(signer).publicKey, dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', signed, key, signature)).toBe(true);
  const { hash, exclusions } = decode(boxOf('/c2pa.hash.data'));
  expect(exclusions).toEqual([{ start: at, length: end - at }]);
  const around = createHash('sha256').update(file.subarray(0, at)).update(file.subarray(end)).digest();
  expect(Buffer.compare(around, hash)).toBe(0);
});

it.each(['webp', 'gif'] as const)('an animation as %s has them too, and still moves', async (format) => {
  const { bytes, mime } = await encodeAnimation([disc(3), disc(5), disc(7)], { size, format });
  const signed = await credentials.sign(bytes, mime);
  expect((await read(signed, mime)).state).toBe('Trusted');
  expect((await sharp(signed, { animated: true }).metadata()).pages).toBe(3);
});

it('who changes a picture breaks them', async () => {
  const signed = await credentials.sign(await encodePng(disc(6), { size }), 'image/png');
  const changed = Uint8Array.from(signed);
  changed[changed.length - 20]! ^= 1;
  expect((await read(changed, 'image/png')).state).toBe('Invalid');
});

it('what is no picture is not signed, and pictures are afterwards', async () => {
  await expect(credentials.sign(new Uint8Array(100), 'image/png')).rejects.toThrow('A picture could not be signed');
  const signed = await credentials.sign(await encodePng(disc(6), { size }), 'image/png');
  expect((await read(signed, 'image/png')).state).toBe('Trusted');
});

it('the key is kept for its owner alone, and used by the next start', async () => {
  const path = join(folder, 'credentials.pem');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const kept = await readFile(path, 'utf8');
  const again = await openCredentials(folder, '1.2.3');
  expect((await read(await again.sign(await encodePng(disc(6), { size }), 'image/png'), 'image/png')).state).toBe(
    'Trusted',
  );
  expect(await readFile(path, 'utf8')).toBe(kept);
  await again.close();
  await expect(again.sign(new Uint8Array(1), 'image/png')).rejects.toThrow('has ended');
});

it('a damaged key stops the start, with its file and the way back', async () => {
  const other = await mkdtemp(join(tmpdir(), 'easel-credentials-'));
  const whole = await readFile(join(folder, 'credentials.pem'), 'utf8');
  for (const damaged of [
    '',
    whole.slice(0, 700),
    whole.replace(/-----BEGIN PRIVATE[\s\S]+?-----END[\s\S]+?-----/, ''),
  ]) {
    await writeFile(join(other, 'credentials.pem'), damaged);
    await expect(openCredentials(other, '1')).rejects.toThrow(
      /credentials[.]pem is damaged. Put back the file of before/,
    );
  }
  await rm(other, { recursive: true });
});
