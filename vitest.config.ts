import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Servers and child processes share two cores: more workers than this only make waits longer.
    maxWorkers: 2,
    globalSetup: ['test/support/servers-global-setup.ts'],
    reporters: ['default'],
  },
});
