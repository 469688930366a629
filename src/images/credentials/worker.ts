import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { initSync, WasmBuilder } from '@contentauth/c2pa-wasm';
import { loadAuthority } from './authority.ts';
import { signClaim } from './cose.ts';
import type { SigningAnswer, SigningOrder } from './credentials.ts';

/** Bytes that a signature gets: its certificates take about 900. */
const reserved = 4096;
const generated = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** A blob that can be read at once, as the library reads them. */
class HeldBlob extends Blob {
  readonly held: Uint8Array<ArrayBuffer>;
  constructor(held: Uint8Array<ArrayBuffer>) {
    super([held]);
    this.held = held;
  }
  override slice(start = 0, end = this.held.length): HeldBlob {
    return new HeldBlob(this.held.slice(start, end));
  }
}

/** What a browser's workers have, and Node's have not: the library asks for it. */
class HeldBlobReader {
  readAsArrayBuffer({ held }: HeldBlob): ArrayBuffer {
    return held.slice().buffer;
  }
}

Object.assign(globalThis, { FileReaderSync: HeldBlobReader });

const { folder, version } = workerData as { folder: string; version: string };
const authority = await loadAuthority(folder);
initSync({ module: await readFile(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'))) });
const trust = JSON.stringify({ trust: { user_anchors: authority.certificates[1].toString() } });

async function sign(file: Uint8Array<ArrayBuffer>, mime: string): Promise<Uint8Array> {
  const softwareAgent = { name: 'Easel', version };
  const manifest = {
    claim_generator_info: [softwareAgent],
    format: mime,
    assertions: [
      {
        label: 'c2pa.actions.v2',
        data: { actions: [{ action: 'c2pa.created', digitalSourceType: generated, softwareAgent }] },
      },
    ],
  };
  const signer = {
    alg: 'es256',
    reserveSize: reserved,
    sign: async (claim: Uint8Array) => signClaim(claim, reserved, authority),
  };
  const builder = WasmBuilder.fromJson(JSON.stringify(manifest), trust);
  try {
    return await builder.sign(signer as never, [], mime, new HeldBlob(file));
  } finally {
    builder.free();
  }
}

parentPort!.on('message', async ({ id, file, mime }: SigningOrder) => {
  const answer: SigningAnswer = await sign(file, mime).then(
    (signed) => ({ id, signed }),
    (error: unknown) => ({ id, error: String(error) }),
  );
  parentPort!.postMessage(answer);
});
parentPort!.postMessage('ready');
