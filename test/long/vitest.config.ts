import { defineConfig } from 'vitest/config';

/** Checks that take minutes or measure a whole process; `npm test` leaves them out. */
export default defineConfig({
  test: {
    include: ['test/long/*.test.ts'],
    globalSetup: 'test/helpers/global-setup.ts',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 1,
  },
});
