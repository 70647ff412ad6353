/**
 * Waits until `probe` gives a value (not undefined, null or false) and returns it. Polls instead of sleeping for a guessed time;
 * fails with `what` and the last error after `timeoutMs`.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`still waiting for: ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
