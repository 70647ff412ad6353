import { Agent } from 'undici';
import { createEvolutionMessenger } from '../adapters/whatsapp/evolution/messenger.ts';
import { createMetaMessenger } from '../adapters/whatsapp/meta/messenger.ts';
import { createTokenBucket } from '../adapters/redis/token-bucket.ts';
import type { Messenger } from '../pipeline/sending-ports.ts';
import { createPolicy, type Policy } from '../runtime/resilience.ts';
import { withSpan } from '../runtime/span.ts';
import type { Foundation } from './foundation.ts';

/** Above the call's own time limit: the call ends by itself and says what it knows, the policy only guards against a hang. */
const POLICY_MARGIN_MS = 500;

/** The sending side of both providers behind one port, each with breakers per line, every call in its span. */
export function createMessengers({ config, metrics, logger, redis, clock }: Foundation): { messenger: Messenger; close(): void } {
  const policyOf = (name: string, timeoutMs: number): Policy => {
    const policy = createPolicy({
      name,
      timeoutMs: timeoutMs + POLICY_MARGIN_MS,
      onState: ({ state }) => logger.log(state === 'open' ? 'warn' : 'info', 'breaker changed', { dependency: name, state }),
    });
    metrics.watchPolicy(policy);
    return policy;
  };
  const policies = { evolution: policyOf('evolution', config.evolutionTimeoutMs), meta: policyOf('meta', config.metaTimeoutMs) };
  const rateLimiter = createTokenBucket(redis.producer);
  const dispatcher = new Agent();
  const common = { dispatcher, rateLimiter, now: () => clock.now() };
  const byProvider: Record<'evolution' | 'meta', Messenger> = {
    evolution: createEvolutionMessenger({
      ...common,
      timeoutMs: config.evolutionTimeoutMs,
      guard: (key, call) => policies.evolution.run(key, call),
      isAway: (key) => policies.evolution.stateOf(key) !== 'closed',
    }),
    meta: createMetaMessenger({
      ...common,
      timeoutMs: config.metaTimeoutMs,
      guard: (key, call) => policies.meta.run(key, call),
      isAway: (key) => policies.meta.stateOf(key) !== 'closed',
      baseUrl: config.metaBaseUrl,
      apiVersion: config.metaApiVersion,
      templateName: config.metaTemplateName ?? null,
    }),
  };
  return {
    messenger: {
      send: (send, clinic, mayStillCall) => {
        const attributes = {
          'messaging.operation.name': 'send',
          'messaging.message.conversation_id': send.conversationId,
          'frontdesk.trace_id': send.trace.traceId,
          'frontdesk.outbox_id': send.outboxId,
          'frontdesk.provider': send.line.provider,
          'frontdesk.attempt': send.attempts,
        } as const;
        return withSpan('outbound send', { kind: 'client', parent: send.trace.traceparent, attributes }, async (span) => {
          const result = await byProvider[send.line.provider].send(send, clinic, mayStillCall);
          span.set({ 'frontdesk.outcome': result.kind });
          return result;
        });
      },
      probe: (send, clinic, sinceMs) => byProvider[send.line.provider].probe(send, clinic, sinceMs),
      showTyping: (input) => byProvider[input.line.provider].showTyping(input),
    },
    close() {
      Object.values(policies).forEach((policy) => policy.close());
      void dispatcher.destroy();
    },
  };
}
