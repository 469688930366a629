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
    mutate: ['src/studio/lessons/lessons.ts', 'src/studio/lessons/safety.ts', 'src/db/training-images.ts'],
    tests: [
      'test/studio/lessons/lessons.test.ts',
      'test/studio/lessons/safety.test.ts',
      'test/db/training-images.test.ts',
    ],
  },
  {
    name: 'middleware',
    mutate: ['src/chat/middleware/*.ts', 'src/chat/permission.ts', 'src/chat/pressing/pressed.ts'],
    tests: ['test/chat/middleware/*.test.ts', 'test/chat/pressing/pressed.test.ts'],
  },
  {
    name: 'allowance',
    mutate: ['src/studio/people/allowance.ts'],
    tests: ['test/studio/people/allowance.test.ts'],
  },
  { name: 'votes', mutate: ['src/db/marks.ts'], tests: ['test/db/marks.test.ts', 'test/db/links.test.ts'] },
  {
    name: 'web',
    mutate: ['guards', 'identity', 'haste'].map((name) => `src/platforms/web/serving/${name}.ts`),
    tests: ['test/platforms/web/serving/guards.test.ts', 'test/platforms/web/serving/identity.test.ts'],
  },
  {
    name: 'uploads',
    mutate: ['src/platforms/web/serving/bodies.ts', 'src/platforms/web/pictures/tidy.ts'],
    tests: ['test/platforms/web/serving/bodies.test.ts', 'test/platforms/web/pictures/files.test.ts'],
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
    tests: ['test/training/augmentation.test.ts', 'test/training/adversarial/discriminator.test.ts'],
  },
  { name: 'loop', mutate: ['src/training/loop/loop.ts'], tests: ['test/training/loop/loop.test.ts'] },
  { name: 'gate', mutate: ['src/studio/training/gate.ts'], tests: ['test/studio/training/gate.test.ts'] },
  { name: 'flow', mutate: ['src/training/flow/sample.ts'], tests: ['test/training/flow/sample.test.ts'] },
];
