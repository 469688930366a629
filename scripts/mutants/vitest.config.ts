import { defineConfig } from 'vitest/config';

/** Tests that a changed program may make wait for ever; their files share one process, which saves most of the time. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/helpers/global-setup.ts',
    testTimeout: 90_000,
    hookTimeout: 60_000,
    isolate: false,
  },
});
