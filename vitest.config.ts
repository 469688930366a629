import { defineConfig } from 'vitest/config';

/** Folders whose files share a process, which spares each of them loading all that it imports. */
const together = [
  'test/{chat,commands,images,lib,sampling,db}/**/*.test.ts',
  'test/platforms/{discord,slack}/**/*.test.ts',
];

export default defineConfig({
  // On two cores vitest would run one file at a time.
  test: {
    globalSetup: 'test/helpers/global-setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: [...together, 'test/long/**'] },
      },
    ],
  },
});
