import type { ProblemInput } from '../api/problem.ts';

/** Every way out of the door: the log field and the metric label. */
export type WebhookOutcome = { kind: 'accepted' | 'duplicate'; traceId: string } | { kind: 'rate_limited'; afterMs: number } | { kind: WebhookRefusal };

/** Why a webhook was not accepted. */
export type WebhookRefusal =
  | 'wrong_proof' // Evolution: secret, JWT or apikey missing or wrong
  | 'unknown_instance' // Postgres was asked too
  | 'no_instance' // an event that names no instance, and no default secret proves it
  | 'missing_signature'
  | 'bad_signature'
  | 'no_app_secret' // META_APP_SECRET is not set: nothing of Meta can be believed
  | 'wrong_verify_token'
  | 'not_json'
  | 'too_deep'
  | 'too_large'
  | 'body_timeout'
  | 'aborted' // the sender hung up; nobody reads the answer
  | 'draining'
  | 'redis_away'
  | 'postgres_away'
  | 'too_slow' // neither said it is away, but the second was over
  | 'failed'; // a bug of ours

const RETRY_AFTER_SECONDS = 2;
const CHECK_SECRET = "Check the secret, token or apikey that the sender is configured with against the clinic's channel.";
const CHECK_APP_SECRET = 'Check META_APP_SECRET against the app secret in the Meta app dashboard.';
const SEND_AGAIN = 'Send the same webhook again later.';
const unauthorized = (detail: string, action: string): ProblemInput => ({ status: 401, detail, action });
const unavailable = (detail: string): ProblemInput => ({ status: 503, detail, action: SEND_AGAIN, retryAfterSeconds: RETRY_AFTER_SECONDS });

/**
 * The answers of CONTRACT.md. All refusals of an Evolution sender read the same, so that instance names can't be probed;
 * the log and the counter say which it was.
 */
const ANSWERS: Record<WebhookRefusal, ProblemInput> = {
  wrong_proof: unauthorized('The webhook does not prove that it comes from a known Evolution instance.', CHECK_SECRET),
  unknown_instance: unauthorized('The webhook does not prove that it comes from a known Evolution instance.', CHECK_SECRET),
  no_instance: unauthorized('The webhook does not prove that it comes from a known Evolution instance.', CHECK_SECRET),
  missing_signature: unauthorized('The signature is missing or wrong.', CHECK_APP_SECRET),
  bad_signature: unauthorized('The signature is missing or wrong.', CHECK_APP_SECRET),
  no_app_secret: unauthorized('The signature is missing or wrong.', CHECK_APP_SECRET),
  wrong_verify_token: {
    status: 403,
    detail: 'The verify token is missing or wrong.',
    action: 'Check META_VERIFY_TOKEN against the token given in the Meta app dashboard.',
  },
  not_json: { status: 400, detail: 'The body is not JSON.', action: 'Send the webhook as JSON.' },
  too_deep: { status: 400, detail: 'The JSON is nested deeper than 64 levels.', action: 'Send JSON of at most 64 levels.' },
  too_large: {
    status: 413,
    detail: 'The body is too large.',
    action: "Send at most 4 MiB (Meta) or 32 MiB (Evolution); turn off base64 media in the sender's webhook settings.",
  },
  body_timeout: { status: 408, detail: 'The body was not sent in time.', action: 'Send the whole body within 10 s.' },
  aborted: { status: 400, detail: 'The connection was closed before the body was complete.', action: SEND_AGAIN },
  draining: unavailable('This process is shutting down.'),
  redis_away: unavailable("The queue can't be reached."),
  postgres_away: unavailable("The instance can't be looked up."),
  too_slow: unavailable('The webhook could not be stored in time.'),
  failed: unavailable('The webhook could not be stored.'),
};

/** What to answer when a webhook was not accepted: status, text and `Retry-After`. */
export function answerOf(outcome: Exclude<WebhookOutcome, { traceId: string }>): ProblemInput {
  if (outcome.kind !== 'rate_limited') return ANSWERS[outcome.kind];
  return {
    status: 429,
    detail: 'The line sends more than its rate allows.',
    action: SEND_AGAIN,
    retryAfterSeconds: Math.max(1, Math.ceil(outcome.afterMs / 1000)),
  };
}
