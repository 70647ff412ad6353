/** The longer it has waited, the less often it looks: each look at a process costs that process, and the one that looks, what a busy machine lacks. */
const LOOK_EVERY_MS = { first: 25, most: 100 };

/**
 * Waits until `probe` gives a value (not undefined, null or false) and returns it. Polls instead of sleeping for a guessed time;
 * fails with `what` and the last error after `timeoutMs`, or as soon as `over` resolves: then there is nothing to wait for any more.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 45_000,
  over?: Promise<unknown>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let waitMs = LOOK_EVERY_MS.first;
  let isOver = false;
  void over?.then(() => (isOver = true));
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) return value;
    } catch (error) {
      last = error;
    }
    if (isOver || Date.now() > deadline) throw new Error(`still waiting for: ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 1.2, LOOK_EVERY_MS.most);
  }
}
