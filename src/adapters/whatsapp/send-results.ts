import type { SendResult } from '../../pipeline/sending-ports.ts';
import type { Answer, CallOutcome } from './call-provider.ts';
import { asNumber, asObject } from './read-json.ts';

const RETRY_SOON_MS = 5_000;
const RETRY_LATER_MS = 60_000;
/** Meta lets one line write to one recipient about once in six seconds. */
const PAIR_PAUSE_MS = 6_000;

/** The line itself is refused: token, permission, registration. Nothing will be sent until somebody acts. */
const LINE_REFUSED = new Set([190, 0, 10, 3, 133010]);
const THROUGHPUT = new Map([
  [130429, RETRY_SOON_MS],
  [4, RETRY_LATER_MS],
  [80007, RETRY_LATER_MS],
  [613, RETRY_LATER_MS],
  [131056, PAIR_PAUSE_MS],
]);
const POLICY = new Set([131048, 131064, 368, 131031, 130497]);
const RECIPIENT = new Set([131026, 131021, 131030, 131050, 131049, 130472]);
const BAD_REQUEST = new Set([131008, 131009, 100, 131051, 131062]);
const TRANSIENT = new Set([1, 2, 131000, 131016, 131057, 133004, 131052, 131053]);

/**
 * What an error of Meta's Graph means for a message, by its code (the same code comes with different statuses). Null for a code
 * nobody has described: then the status decides.
 */
export function resultOfGraphCode(code: number, retryAfterMs: number | null): SendResult | null {
  const throughputMs = THROUGHPUT.get(code);
  if (throughputMs !== undefined) return { kind: 'retry', reason: `graph:${code}`, afterMs: retryAfterMs ?? throughputMs, countsAsAttempt: false };
  if (code === 131047) return { kind: 'window_closed', reason: `graph:${code}` };
  if (LINE_REFUSED.has(code) || (code >= 200 && code <= 299)) return { kind: 'failed', reason: `line_refused:graph:${code}`, alert: true };
  if (POLICY.has(code)) return { kind: 'failed', reason: `policy:graph:${code}`, alert: true };
  if (RECIPIENT.has(code)) return { kind: 'failed', reason: `recipient:graph:${code}`, alert: false };
  if (BAD_REQUEST.has(code) || (code >= 132_000 && code <= 132_999)) return { kind: 'failed', reason: `bad_request:graph:${code}`, alert: true };
  if (TRANSIENT.has(code)) return { kind: 'retry', reason: `graph:${code}`, afterMs: retryAfterMs, countsAsAttempt: true };
  return null;
}

/** The Graph error of an answer: `{error: {code}}` of Meta itself, or the bare object that Evolution passes on with status 201. */
export function graphCodeOf(body: unknown): number | null {
  const root = asObject(body);
  const error = asObject(root?.['error']) ?? root;
  return error && (error === asObject(root?.['error']) || 'fbtrace_id' in error || 'error_data' in error || error['type'] === 'OAuthException')
    ? asNumber(error['code'])
    : null;
}

/** What a call that got no answer means: outages before the request was written use up no attempt; after that nobody knows. */
export function resultOfNoAnswer(outcome: Exclude<CallOutcome, { kind: 'answered' }>): SendResult {
  switch (outcome.kind) {
    case 'not_called':
      return { kind: 'retry', reason: outcome.reason, afterMs: outcome.reason === 'claim_expired' ? 0 : RETRY_SOON_MS, countsAsAttempt: false };
    case 'not_connected':
      return { kind: 'retry', reason: `not_connected:${outcome.reason}`, afterMs: RETRY_SOON_MS, countsAsAttempt: false };
    case 'unknown':
      return { kind: 'uncertain', reason: outcome.reason };
  }
}

/** What any provider means by 429: nothing was sent, come back when told. */
export function resultOfThrottling(answer: Answer): SendResult {
  return { kind: 'retry', reason: 'http:429', afterMs: answer.retryAfterMs ?? RETRY_SOON_MS, countsAsAttempt: false };
}
