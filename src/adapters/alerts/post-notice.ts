/** What became of a notice. `refused`: the same call would be refused again; people have to mend the address or the key. */
export type Delivery = { kind: 'delivered' } | { kind: 'refused'; reason: string } | { kind: 'retry'; reason: string };

export type PostDeps = {
  fetch: typeof fetch;
  /** Runs a call under its deadline and the breaker of `key`; throws without calling when the breaker is open. */
  guard: <T>(key: string, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;
};

export type NoticeCall = { receiver: string; url: string; body: unknown; headers?: Record<string, string> };

/** Answers that mean "not now", besides 429 and 5xx. */
const NOT_NOW = new Set([408, 423, 425]);

/** Fails the guarded call, so that the breaker counts it. */
class ReceiverTrouble extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the receiver answered ${status}`);
    this.name = 'ReceiverTrouble';
    this.status = status;
  }
}

/** Posts JSON to a receiver of alerts. Never throws: a failure is an answer that says whether to try again. */
export async function postNotice({ receiver, url, body, headers = {} }: NoticeCall, { fetch, guard }: PostDeps): Promise<Delivery> {
  let called = false;
  try {
    return await guard(receiver, async (signal) => {
      called = true;
      const init = { method: 'POST', headers: { 'content-type': 'application/json', 'user-agent': 'frontdesk', ...headers }, body: JSON.stringify(body) };
      const response = await fetch(url, { ...init, signal, redirect: 'manual' });
      await response.body?.cancel().catch(() => undefined); // the status says it all, and a body without end must not hold us
      if (response.status === 429 || response.status >= 500) throw new ReceiverTrouble(response.status);
      return deliveryOf(response.status);
    });
  } catch (error) {
    if (error instanceof ReceiverTrouble) return { kind: 'retry', reason: `http:${error.status}` };
    if (!called) return { kind: 'retry', reason: 'breaker_open' };
    return { kind: 'retry', reason: isTimeout(error) ? 'timeout' : 'not_connected' };
  }
}

function deliveryOf(status: number): Delivery {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  return { kind: NOT_NOW.has(status) ? 'retry' : 'refused', reason: `http:${status}` };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
