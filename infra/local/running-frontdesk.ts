import { Fault } from '../../src/errors.ts';
import type { Config } from '../../src/runtime/config.ts';
import { readAdminToken, readRun } from './data-dir.ts';
import { DEMO_CLINIC_ID, DEMO_EVOLUTION, DEMO_META } from './demo-lines.ts';
import { evolutionText, metaSigned, metaText } from './whatsapp-simulator/inbound-bodies.ts';

/** A message as `GET /api/admin/conversations` shows it; `at` in ISO 8601. */
export type ShownMessage = {
  direction: 'in' | 'out' | 'human';
  text: string | null;
  at: string;
  traceId: string;
  providerMessageId: string | null;
  status: string;
};
export type ShownConversation = { id: string; from: string; language: string | null; state: string; heldByHuman: boolean; messages: ShownMessage[] };

/** What a patient writes. `metaAppSecret`: on the clinic's Meta line, signed with it; else on its Evolution line. */
export type PatientText = { from: string; name: string; text: string; metaAppSecret?: string | undefined };

/** A Frontdesk that runs somewhere, as the commands at a terminal use it: over HTTP only. */
export type RunningFrontdesk = {
  url: string;
  /** The admin call's JSON; null for 404. Throws a Fault in words for a person when nothing answers or the token is wrong. */
  get<T>(path: string): Promise<T | null>;
  /** A text of a patient to the demo clinic, through the real webhook; resolves with the trace ID it was given. */
  say(text: PatientText): Promise<string>;
  /** The patient's conversation with the demo clinic, its messages oldest first; null before the first message. */
  conversation(from: string): Promise<ShownConversation | null>;
};

const CALL_LIMIT_MS = 15_000;

/**
 * Finds the Frontdesk to talk to: `url` when given, else the one that runs on `DATA_DIR`. The token is `ADMIN_TOKEN`, else the one kept in
 * `DATA_DIR`. Throws a Fault `not_found` when nothing runs there.
 */
export async function findRunningFrontdesk(config: Pick<Config, 'dataDir' | 'adminToken'>, url?: string): Promise<RunningFrontdesk> {
  const address = await findAddress(config, url);
  return connectTo(address.url, address.token);
}

/** Where it runs and its token, found the same way. */
export async function findAddress(config: Pick<Config, 'dataDir' | 'adminToken'>, url?: string): Promise<{ url: string; token: string | null }> {
  const base = (url ?? (await readRun(config.dataDir))?.url)?.replace(/\/+$/, '');
  if (!base) throw new Fault('not_found', `Nothing runs on ${config.dataDir}. Start Frontdesk first: npm start`);
  return { url: base, token: config.adminToken ?? (await readAdminToken(config.dataDir)) };
}

/** Speaks to the Frontdesk at `url`. */
export function connectTo(url: string, token: string | null): RunningFrontdesk {
  const get = async <T>(path: string): Promise<T | null> => {
    const response = await call(`${url}${path}`, { headers: { authorization: `Bearer ${token ?? ''}` } });
    if (response.status === 404) return null;
    if (response.status === 401) throw new Fault('unauthorized', `${url} wants another admin token. Set ADMIN_TOKEN to the one it was started with.`);
    if (!response.ok) throw new Fault('dependency_away', `${url} answered ${response.status}: ${await detailOf(response)}`);
    return (await response.json()) as T;
  };
  return {
    url,
    get,
    async say(text) {
      const { path, headers, payload } = webhookOf(text);
      const response = await call(`${url}/webhooks/${path}`, { method: 'POST', headers, body: payload });
      if (response.status === 401)
        throw new Fault('not_found', `The demo clinic is not there: ${url} does not know its line. It is made when the database has no clinic.`);
      if (!response.ok) throw new Fault('dependency_away', `${url} did not take the message (${response.status}): ${await detailOf(response)}`);
      return ((await response.json()) as { traceId: string }).traceId;
    },
    async conversation(from) {
      const query = new URLSearchParams({ clinicId: DEMO_CLINIC_ID, from });
      return (await get<ShownConversation[]>(`/api/admin/conversations?${query}`))?.[0] ?? null;
    },
  };
}

function webhookOf({ from, name, text, metaAppSecret }: PatientText): { path: string; headers: Record<string, string>; payload: string } {
  if (metaAppSecret !== undefined)
    return { path: 'meta', ...metaSigned(metaText({ phoneNumberId: DEMO_META.phoneNumberId, from, name, text }), metaAppSecret) };
  const body = evolutionText({ instance: DEMO_EVOLUTION.instance, apikey: DEMO_EVOLUTION.apiKey, from, pushName: name, text });
  return { path: 'evolution', headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) };
}

async function call(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(CALL_LIMIT_MS) });
  } catch (error) {
    throw new Fault('dependency_away', `Nothing answers at ${new URL(url).origin}. Start Frontdesk first: npm start`, { cause: error });
  }
}

async function detailOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => null)) as { detail?: string; title?: string } | null;
  return problem?.detail ?? problem?.title ?? response.statusText;
}
