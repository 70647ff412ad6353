/** What has to be undone when a process or a test ends, newest first. */
export interface Cleanups {
  /** Registers an undoing; `name` is a constant of the program, for the log. */
  defer(name: string, undo: () => unknown): void;
  /** Runs all, last registered first, each once; a failing one does not keep the others from running. Returns what failed. */
  runAll(): Promise<{ name: string; error: unknown }[]>;
}

/** Makes an empty list of clean-ups. One registered while they run is run as well; one registered after they ran is run at once. */
export function createCleanups(): Cleanups {
  const pending: { name: string; undo: () => unknown }[] = [];
  const failures: { name: string; error: unknown }[] = [];
  let running: Promise<void> | null = null;
  let finished = false;

  const runPending = async () => {
    for (let next = pending.pop(); next; next = pending.pop()) {
      try {
        await next.undo();
      } catch (error) {
        failures.push({ name: next.name, error });
      }
    }
    finished = true;
  };
  return {
    defer(name, undo) {
      pending.push({ name, undo });
      if (finished) void runPending();
    },
    async runAll() {
      await (running ??= runPending());
      return failures;
    },
  };
}
