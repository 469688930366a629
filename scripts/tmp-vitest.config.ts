import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'], exclude: ['test/long/**'],
    globalSetup: 'test/helpers/global-setup.ts', setupFiles: ['scripts/tmp-cpu.ts'],
    testTimeout: 900_000, hookTimeout: 900_000, maxWorkers: 1,
  },
});
