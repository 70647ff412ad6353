import type { Answer, Ask } from './ask.ts';

/** Found wrong by a check: its text is for the table. */
export class Wrong extends Error {
  override name = 'Wrong';
}

/** What the checks share: how to ask, and what the first ones found out. */
export type CheckWorld = { ask: Ask; wait: (ms: number) => Promise<void> };

/** One row of the table. `run` resolves with what it saw, or throws `Wrong`. When a critical one fails, the rest is not run. */
export type Check = { name: string; isCritical?: boolean; run: (world: CheckWorld) => Promise<string> };

/** Fails the check unless what is expected holds. */
export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Wrong(otherwise);
}

/** Fails the check unless the answer has one of the statuses. */
export function expectStatus(answer: Answer, wanted: readonly number[], what: string): void {
  const detail = typeof answer.body['detail'] === 'string' ? ` (${answer.body['detail']})` : '';
  expect(wanted.includes(answer.status), `${what}: ${answer.status} instead of ${wanted.join(' or ')}${detail}`);
}

/**
 * A clinic that nobody has: no patient can reach what is saved under it. What is saved is always the same, so that however often the
 * checks are run they leave the same two rows behind, in the database and at the provider.
 */
const CLINIC_ID = '00000000-5300-4e00-8c00-000000000000';
export const SCOPE = `scope:${CLINIC_ID}:smoke:5300c0de5300c0de`;
/** As if one character of the prompt had been changed. */
export const NEIGHBOUR = `scope:${CLINIC_ID}:smoke:5300c0de5300c0df`;
export const SAVED = { trigger: 'smoke check: is there a lift in the building', content: 'Yes, there is a lift from the street to every floor.' };
export const LEARNED = { trigger: 'is there a place to leave a bicycle', content: 'There is a rack for bicycles in front of the entrance.' };

export type Snippet = { id: string; trigger: string; content: string };

/** The snippets of an answer. */
export function snippetsOf(answer: Answer): Snippet[] {
  const { snippets } = answer.body;
  expect(Array.isArray(snippets), 'the answer has no list of snippets');
  return snippets as Snippet[];
}

/** What the system says of its provider. */
export type Provider = { state: 'on' | 'away' | 'off' | 'none'; reason: string };

/** How the snippet provider stands, by `/api/config` and `/api/memory/health`. */
export async function readProvider(ask: Ask): Promise<Provider> {
  const [config, health] = [await ask('GET', '/api/config', undefined, { token: false }), await ask('GET', '/api/memory/health', undefined, { token: false })];
  expectStatus(config, [200], 'GET /api/config');
  expectStatus(health, [200], 'GET /api/memory/health');
  const reason = typeof health.body['reason'] === 'string' ? health.body['reason'] : '';
  if (health.body['available'] === true) return { state: 'on', reason };
  if (config.body['enableContext7Memory'] === false) return { state: 'off', reason };
  return { state: health.body['provider'] === 'context7' ? 'away' : 'none', reason };
}
