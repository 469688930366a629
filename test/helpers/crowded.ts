import { lookNames } from '#training/taste/looks.ts';
import type { TestEasel } from './easel.ts';

export interface Crowd {
  /** Of the web and the terminal, where the operator is. */
  workspaceId: string;
  pictures: number;
  trainings: number;
}

/** Fills a workspace as months of use do: four pictures a request, forty people, a vote on every second picture. */
export async function fillWorkspace({ execute, db }: TestEasel, { workspaceId, pictures, trainings }: Crowd) {
  const [shipped] = await db.checkpoints.listCheckpoints();
  const { code } = (await db.images.listImages({ workspaceId, order: 'new', page: 1, perPage: 1 }))[0]!;
  const look = new Float32Array(lookNames.length).fill(0.5);
  const hex = (numbers: Float32Array) => `'\\x${Buffer.from(numbers.buffer.slice(0)).toString('hex')}'::bytea`;
  const requests = Math.ceil(pictures / 4);
  const at = (nth: string) => `now() - ${nth} * interval '13 minutes'`;
  const person = (nth: string) => `'crowd' || (${nth} % 40)`;
  for (const sql of [
    `INSERT INTO "User" (id, platform, "externalId", name, "personId", "createdAt")
      SELECT 'crowd' || n, 'web', 'crowd' || n, 'Person ' || n, 'crowd' || n, now() FROM generate_series(0, 39) n`,
    `INSERT INTO "Generation" (id, "workspaceId", "userId", channel, kind, subject, seed, style, spread, "checkpointId", options, "createdAt")
      SELECT 'g' || n, '${workspaceId}', ${person('n')}, 'studio', 'generate', 'fox 🦊', n, 'noto', 1, '${shipped!.id}', '{}', ${at('n')}
      FROM generate_series(1, ${requests}) n`,
    `INSERT INTO "Image" (id, "workspaceId", "generationId", number, code, look, style, "checkpointId", alt, "createdAt")
      SELECT 'i' || n || 'x' || k, '${workspaceId}', 'g' || n, k, ${hex(code)}, ${hex(look)}, 'noto', '${shipped!.id}', 'fox 🦊', ${at('n')}
      FROM generate_series(1, ${requests}) n, generate_series(1, 4) k`,
    `INSERT INTO "Vote" ("userId", "imageId", value, "createdAt", "updatedAt")
      SELECT ${person('(n + k)')}, 'i' || n || 'x' || k, CASE WHEN (n * 7 + k) % 3 = 0 THEN -1 ELSE 1 END, ${at('n')}, ${at('n')}
      FROM generate_series(1, ${requests}) n, generate_series(1, 2) k`,
    `INSERT INTO "Checkpoint" (id, name, family, step, "parentId", config, "datasetHash", metrics, note, "createdAt")
      SELECT 'c' || lpad(n::text, 7, '0'), 'c' || lpad(n::text, 7, '0'), 'vae', 100 + n, '${shipped!.id}', '{}', '', '{"taste_gain": 1.2}', 'learnt', ${at('n * 30')}
      FROM generate_series(1, ${trainings}) n`,
    `INSERT INTO "TrainingRun" (id, "workspaceId", state, minutes, steps, images, metrics, "parentCheckpointId", "checkpointId", "createdAt", "updatedAt")
      SELECT 't' || n, '${workspaceId}', CASE n % 3 WHEN 0 THEN 'rejected' ELSE 'done' END, 10, 500, 8000,
        '{"taste_gain": 1.2, "reason": "its pictures are liked more"}', '${shipped!.id}', 'c' || lpad(n::text, 7, '0'), ${at('n * 30')}, ${at('n * 30')}
      FROM generate_series(1, ${trainings}) n`,
  ]) {
    await execute(sql);
  }
}
