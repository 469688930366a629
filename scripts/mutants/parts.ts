/** Files that are mutated together, and the quick tests that should notice. */
export interface Part {
  name: string;
  mutate: string[];
  tests: string[];
}

/** What decides rights, what a person may use of the machine, and pictures. */
export const parts: Part[] = [
  {
    name: 'lessons',
    mutate: ['src/studio/lessons.ts', 'src/studio/lessons/safety.ts', 'src/db/training-images.ts'],
    tests: ['test/studio/lessons.test.ts', 'test/studio/lessons/safety.test.ts', 'test/db/training-images.test.ts'],
  },
  {
    name: 'middleware',
    mutate: ['src/chat/middleware/*.ts', 'src/chat/permission.ts', 'src/chat/pressed.ts'],
    tests: ['test/chat/middleware/*.test.ts', 'test/chat/pressed.test.ts'],
  },
  {
    name: 'allowance',
    mutate: ['src/studio/allowance.ts'],
    tests: ['test/studio/allowance.test.ts'],
  },
  { name: 'votes', mutate: ['src/db/marks.ts'], tests: ['test/db/marks.test.ts', 'test/db/links.test.ts'] },
  {
    name: 'web',
    mutate: ['guards', 'identity', 'haste'].map((name) => `src/platforms/web/${name}.ts`),
    tests: ['test/platforms/web/guards.test.ts', 'test/platforms/web/identity.test.ts'],
  },
  {
    name: 'uploads',
    mutate: ['src/platforms/web/bodies.ts', 'src/platforms/web/tidy.ts'],
    tests: ['test/platforms/web/bodies.test.ts', 'test/platforms/web/files.test.ts'],
  },
  {
    name: 'shares',
    mutate: ['src/platforms/shared/shares.ts', 'src/platforms/shared/fetch-files.ts', 'src/studio/queue/capacity.ts'],
    tests: [
      'test/platforms/shared/shares.test.ts',
      'test/platforms/shared/fetch-files.test.ts',
      'test/studio/queue/capacity.test.ts',
    ],
  },
  {
    name: 'pictures',
    mutate: ['src/images/resize.ts', 'src/images/png.ts'],
    tests: ['test/images/resize.test.ts', 'test/images/png.test.ts'],
  },
  {
    name: 'augmentation',
    mutate: ['src/training/augmentation.ts'],
    tests: ['test/training/augmentation.test.ts', 'test/training/discriminator.test.ts'],
  },
  { name: 'loop', mutate: ['src/training/loop.ts'], tests: ['test/training/loop.test.ts'] },
  { name: 'gate', mutate: ['src/studio/training/gate.ts'], tests: ['test/studio/training/gate.test.ts'] },
  { name: 'flow', mutate: ['src/training/flow/sample.ts'], tests: ['test/training/flow/sample.test.ts'] },
];
