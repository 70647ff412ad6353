import { createHmac } from 'node:crypto';
import { MAX_MEMORIES_KEPT, type MemoryItem } from '../../../domain/memory.ts';
import { checkedScope } from '../../../domain/memory/patient-scope.ts';
import type { MemoryProvider } from '../../../pipeline/memory-ports.ts';
import { personOf } from '../person-of.ts';
import { type Mem0Call, type Mem0Dialect, PLATFORM, SERVER } from './dialects.ts';
import { metadataOf, readItems, readStored } from './wire-format.ts';

export type Mem0Options = {
  flavor: 'platform' | 'server';
  baseUrl: string;
  apiKey: string | null;
  /** Under which patients get their ids there: without it nobody can tell whose they are. */
  userKey: string | null;
  fetch?: typeof fetch;
};

export interface Mem0Provider extends MemoryProvider {
  /** As forget, for a patient of whom only the hash is left. */
  forgetPerson(person: string, signal: AbortSignal): Promise<void>;
}

/** One question for all turns: what is answered is kept for the patient, and chosen from by the message. */
const QUERY = 'preferences, constraints, allergies, fears, facts and appointments of the patient';
const MOST_ANSWER_BYTES = 2 * 1024 * 1024;
/** Above what is kept: most of what is there may be junk. */
const MOST_ASKED = 2 * MAX_MEMORIES_KEPT;

/** What mem0 refused. `status` tells the policy whether it is at fault. Carries no text of the answer. */
class Mem0Refusal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`mem0 answered ${status}`);
    this.name = 'Mem0Refusal';
    this.status = status;
  }
}

/** An answer that is none: not JSON, not the shape, or without end. */
class UnreadableAnswer extends Error {
  constructor() {
    super('mem0 answered something unreadable');
    this.name = 'UnreadableAnswer';
  }
}

/**
 * Patient memory at mem0, over HTTP. Patients are known there by a keyed hash of clinic and patient, and every call names one; what comes back is checked
 * for it again. Throws when mem0 is away, refuses, or answers what can't be read.
 */
export function createMem0Provider(options: Mem0Options): Mem0Provider {
  const dialect: Mem0Dialect = options.flavor === 'platform' ? PLATFORM : SERVER;
  const call = (request: Mem0Call, signal: AbortSignal) => callMem0(request, dialect, options, signal);
  const userOf = (person: string) =>
    `fd_${createHmac('sha256', options.userKey ?? 'frontdesk')
      .update(person)
      .digest('hex')}`;
  const add = async (user: string, item: MemoryItem, signal: AbortSignal) =>
    void (await call(dialect.add(user, [{ role: 'user', content: item.text }], metadataOf(item, user)), signal));
  const forgetPerson = async (person: string, signal: AbortSignal) => {
    await call(dialect.removeAll(userOf(person)), signal).catch(unlessGone);
  };
  return {
    name: dialect.name,
    async recall(scope, signal) {
      const user = userOf(personOf(checkedScope(scope)));
      const items = readItems(await call(dialect.search(user, QUERY, MOST_ASKED), signal), user, dialect.namesOwners);
      if (items === null) throw new UnreadableAnswer();
      return items;
    },
    async remember(scope, items, _idempotencyKey, signal) {
      const user = userOf(personOf(checkedScope(scope)));
      if (items.length === 0) return;
      // An add that was cut off may have been made, and there is no key to make it once by: what is there is looked up first.
      const stored = readStored(await call(dialect.list(user, MOST_ASKED), signal), user);
      if (stored === null) throw new UnreadableAnswer();
      for (const item of items) {
        const same = stored.filter((one) => one.key === item.key);
        if (same.some((one) => one.learnedAtMs >= item.learnedAtMs)) continue;
        await add(user, item, signal);
        for (const old of same) await call(dialect.remove(old.id), signal).catch(unlessGone);
      }
    },
    forget: async (scope, signal) => forgetPerson(personOf(checkedScope(scope)), signal),
    forgetPerson,
  };
}

async function callMem0(
  request: Mem0Call,
  dialect: Mem0Dialect,
  { baseUrl, apiKey, fetch: fetcher = fetch }: Mem0Options,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetcher(`${baseUrl.replace(/\/+$/, '')}${request.path}`, {
    method: request.method,
    headers: {
      accept: 'application/json',
      'user-agent': 'frontdesk',
      ...dialect.headers(apiKey),
      ...(request.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(request.body ? { body: JSON.stringify(request.body) } : {}),
    redirect: 'manual', // the key is for this address
    signal,
  });
  if (response.status < 200 || response.status >= 300) {
    await response.body?.cancel().catch(() => undefined);
    throw new Mem0Refusal(response.status);
  }
  return readBody(response);
}

async function readBody(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_ANSWER_BYTES) throw new UnreadableAnswer();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new UnreadableAnswer();
  }
}

/** What is not there need not be removed. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Mem0Refusal && error.status === 404)) throw error;
}
