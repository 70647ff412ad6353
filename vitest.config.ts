import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Two cores, and most of the long files wait for processes of their own: a third worker fills the gaps, more only make waits longer.
    maxWorkers: 3,
    globalSetup: ['test/support/servers-global-setup.ts'],
    reporters: ['default'],
  },
});
