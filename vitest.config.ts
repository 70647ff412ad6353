import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that wait for processes of their own begin first: left to the end, they would run alone. */
class ProcessesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const hasProcesses = ({ moduleId }: TestSpecification) => moduleId.includes('/test/e2e/');
    return [...sorted.filter(hasProcesses), ...sorted.filter((file) => !hasProcesses(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Two cores, and most of the long files wait for processes of their own: a third worker fills the gaps, more only make waits longer.
    maxWorkers: 3,
    sequence: { sequencer: ProcessesFirst },
    globalSetup: ['test/support/servers-global-setup.ts'],
    reporters: ['default'],
  },
});
