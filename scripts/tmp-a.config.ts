import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { include: ['test/**/*.test.ts'], globalSetup: 'test/helpers/global-setup.ts', testTimeout: 900_000, hookTimeout: 900_000, maxWorkers: 1, isolate: process.env.ISO === '1' } });
