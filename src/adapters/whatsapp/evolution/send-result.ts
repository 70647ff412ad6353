import type { SendResult } from '../../../pipeline/sending-ports.ts';
import type { Answer, CallOutcome } from '../call-provider.ts';
import { asFilled, asObject } from '../read-json.ts';
import { graphCodeOf, resultOfGraphCode, resultOfNoAnswer, resultOfThrottling } from '../send-results.ts';

const SOCKET_RETRY_MS = 5_000;
const LICENCE_RETRY_MS = 60_000;
const GATEWAY_RETRY_MS = 30_000;
/** A wrong key or a missing instance is mended by people: tried seldom, for a working day's part, and told. */
const REFUSED_RETRY_MS = 5 * 60_000;
const REFUSED_FOR_MS = 6 * 3_600_000;

/** Every text in `response.message`, which is a string, a list, a list of lists, or a list of objects. */
function messagesOf(body: unknown): { texts: string[]; notOnWhatsapp: boolean; isSchema: boolean } {
  const message = asObject(asObject(body)?.['response'])?.['message'];
  const list = Array.isArray(message) ? message : [message];
  return {
    texts: list.flat().filter((entry) => typeof entry === 'string'),
    notOnWhatsapp: list.some((entry) => asObject(entry)?.['exists'] === false),
    isSchema: list.some(Array.isArray),
  };
}

/**
 * What an answer of Evolution's send call means. Success is a message id, not a status: its WhatsApp Business channel answers 201
 * with Graph's error. Evolution also answers 400 for what failed inside it, sometimes after WhatsApp had the message.
 */
export function resultOfEvolution(outcome: CallOutcome): SendResult {
  if (outcome.kind !== 'answered') return resultOfNoAnswer(outcome);
  const { answer } = outcome;
  if (answer.status < 300) return resultOfSuccess(answer);
  if (answer.status === 429) return resultOfThrottling(answer);
  if (answer.status === 503 && asObject(answer.body)?.['code'] === 'LICENSE_REQUIRED') {
    return { kind: 'retry', reason: 'licence_required', afterMs: LICENCE_RETRY_MS, countsAsAttempt: false };
  }
  // Evolution keeps its sends, so the probe tells what a gateway's or the server's own 5xx leaves open.
  if (answer.status >= 500) return { kind: 'uncertain', reason: `http:${answer.status}` };
  // Evolution itself always answers in JSON: this was a gateway in front of it, which passed nothing on.
  if (answer.status >= 400 && !answer.isJson)
    return { kind: 'retry', reason: `http:${answer.status}`, afterMs: answer.retryAfterMs ?? GATEWAY_RETRY_MS, countsAsAttempt: false, forMs: REFUSED_FOR_MS };
  if (answer.status === 400) return resultOfRefusal(answer);
  if (answer.status === 408 || answer.status === 409 || answer.status === 425)
    return { kind: 'retry', reason: `http:${answer.status}`, afterMs: answer.retryAfterMs, countsAsAttempt: true };
  if (answer.status === 401 || answer.status === 403 || answer.status === 404)
    return {
      kind: 'retry',
      reason: `line_refused:http:${answer.status}`,
      afterMs: REFUSED_RETRY_MS,
      countsAsAttempt: false,
      alert: true,
      forMs: REFUSED_FOR_MS,
    };
  return { kind: 'failed', reason: `http:${answer.status}`, alert: true };
}

function resultOfSuccess(answer: Answer): SendResult {
  const providerMessageId = asFilled(asObject(asObject(answer.body)?.['key'])?.['id']);
  if (providerMessageId !== null) return { kind: 'sent', providerMessageId };
  const code = graphCodeOf(answer.body);
  if (code === null) return { kind: 'uncertain', reason: 'no_message_id' };
  return resultOfGraphCode(code, answer.retryAfterMs) ?? { kind: 'failed', reason: `graph:${code}`, alert: true };
}

function resultOfRefusal(answer: Answer): SendResult {
  const { texts, notOnWhatsapp, isSchema } = messagesOf(answer.body);
  if (notOnWhatsapp) return { kind: 'failed', reason: 'recipient:not_on_whatsapp', alert: false };
  if (texts.some((text) => /connection closed|precondition required/i.test(text))) {
    return { kind: 'retry', reason: 'line_disconnected', afterMs: SOCKET_RETRY_MS, countsAsAttempt: false };
  }
  // "Error: Timed Out", a Prisma error, ...: thrown somewhere around the send, perhaps behind it.
  if (!isSchema && texts.some((text) => /error|timed? ?out/i.test(text) && !/^text is required/i.test(text)))
    return { kind: 'uncertain', reason: 'failed_inside' };
  return { kind: 'failed', reason: 'bad_request', alert: true };
}
