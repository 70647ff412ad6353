import type { SendResult } from '../../../pipeline/sending-ports.ts';
import type { CallOutcome } from '../call-provider.ts';
import { asFilled, asObject, asObjects } from '../read-json.ts';
import { graphCodeOf, resultOfGraphCode, resultOfNoAnswer, resultOfThrottling } from '../send-results.ts';

/**
 * What an answer of Graph's messages endpoint means. Success is a message id; an error is judged by its code. Without a code the status
 * decides: a 4xx and a 503 refused the request, any other 5xx may have come after it was accepted.
 */
export function resultOfMeta(outcome: CallOutcome): SendResult {
  if (outcome.kind !== 'answered') return resultOfNoAnswer(outcome);
  const { answer } = outcome;
  const providerMessageId = answer.status < 300 ? asFilled(asObjects(asObject(answer.body)?.['messages'])[0]?.['id']) : null;
  if (providerMessageId !== null) return { kind: 'sent', providerMessageId };
  const code = graphCodeOf(answer.body);
  const byCode = code === null ? null : resultOfGraphCode(code, answer.retryAfterMs);
  if (byCode) return byCode;
  if (answer.status < 300) return { kind: 'uncertain', reason: 'no_message_id' };
  if (answer.status === 429) return resultOfThrottling(answer);
  if (answer.status === 503 || (answer.status >= 400 && answer.status < 500 && !answer.isJson)) {
    return { kind: 'retry', reason: `http:${answer.status}`, afterMs: answer.retryAfterMs, countsAsAttempt: true };
  }
  if (answer.status >= 500) return { kind: 'uncertain', reason: `http:${answer.status}` };
  return { kind: 'failed', reason: code === null ? `http:${answer.status}` : `graph:${code}`, alert: true };
}
