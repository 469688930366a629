import { createVocabulary } from '#studio/vocabulary.ts';
import { readCodeTable } from '#training/checkpoint.ts';

const v = await createVocabulary(
  [
    ...new Set<string>(
      ((await readCodeTable('models/vae/weights')) as any).codeTable.pictures.map((e: any) => e.concept),
    ),
  ],
  { cacheDir: process.env.DATA_DIR + '/cache' },
);
for (const p of process.argv.slice(2)) {
  const u: any = await (v as any).understand(p);
  console.log(p, '→', JSON.stringify(u.scene ?? u, null, 0).slice(0, 300), u.phrase);
}
