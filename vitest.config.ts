import { defineConfig } from 'vitest/config';

export default defineConfig({
  // On two cores vitest would run one file at a time.
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    globalSetup: 'test/helpers/global-setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
