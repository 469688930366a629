import type { Store } from './store.ts';

/** Bytes of a file in one row: PostgreSQL and its clients hold a row in memory several times. */
const partBytes = 4 * 2 ** 20;

export interface CheckpointFile {
  /** Its name in the checkpoint's folder. */
  name: string;
  bytes: Uint8Array;
}

export type CheckpointPartQueries = ReturnType<typeof checkpointPartQueries>;

export function checkpointPartQueries({ client }: Store) {
  return {
    async hasCheckpointFile(checkpointId: string, file: string): Promise<boolean> {
      return (await client.checkpointPart.count({ where: { checkpointId, file } })) > 0;
    },

    /** Of a checkpoint that is known; the same file again changes nothing. */
    async createCheckpointFile(checkpointId: string, { name, bytes }: CheckpointFile): Promise<void> {
      for (let number = 0; number * partBytes < bytes.length; number++) {
        const part = Uint8Array.from(bytes.subarray(number * partBytes, (number + 1) * partBytes));
        const data = { checkpointId, file: name, number, bytes: part };
        await client.checkpointPart.createMany({ data, skipDuplicates: true });
      }
    },

    async listCheckpointFiles(checkpointId: string): Promise<string[]> {
      const rows = await client.checkpointPart.findMany({ where: { checkpointId, number: 0 }, select: { file: true } });
      return rows.map(({ file }) => file);
    },

    async readCheckpointFile(checkpointId: string, file: string): Promise<Uint8Array> {
      const parts: Uint8Array[] = [];
      for (;;) {
        const where = { checkpointId_file_number: { checkpointId, file, number: parts.length } };
        const part = await client.checkpointPart.findUnique({ where });
        if (!part) return Buffer.concat(parts);
        parts.push(part.bytes);
      }
    },
  };
}
