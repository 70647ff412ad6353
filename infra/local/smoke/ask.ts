import { Fault } from '../../../src/errors.ts';

export type Answer = { status: number; body: Record<string, unknown>; text: string };
/** One request to the system under check; an error status is an answer. `token` false: without the admin token. */
export type Ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown, options?: { token?: boolean }) => Promise<Answer>;

const LIMIT_MS = 20_000;

/** Asks the Frontdesk at `url`. Throws a Fault in words for a person when nothing answers in time. */
export function createAsk({ url, token }: { url: string; token: string | null }): Ask {
  return async (method, path, body, { token: withToken = true } = {}) => {
    const headers = {
      ...(withToken ? { authorization: `Bearer ${token ?? ''}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(LIMIT_MS) }).catch((cause: unknown) => {
      throw new Fault('dependency_away', `${method} ${path}: no answer from ${new URL(url).origin}`, { cause });
    });
    const text = await response.text();
    return { status: response.status, body: readObject(text), text };
  };
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
