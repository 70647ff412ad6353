import { hash } from 'node:crypto';
import type { Provider } from '../domain/message.ts';
import { isFault } from '../errors.ts';
import type { InboundEnvelope } from '../queues/catalog.ts';
import { isDeeperThan } from './json-depth.ts';
import type { IngressPorts, IngressSettings } from './ports.ts';
import { glimpseEvolution, glimpseMeta } from './webhook-body.ts';
import type { WebhookOutcome, WebhookRefusal } from './webhook-outcome.ts';

/** A webhook as it stands at the door: the raw bytes and what its sender shows to prove itself. */
export type Delivery = {
  provider: Provider;
  raw: Buffer;
  secretHeader: string | null;
  authorization: string | null;
  pathSecret: string | null;
  signature: string | null;
  traceId: string;
  requestId: string;
  traceparent: string | null;
  receivedAtMs: number;
};

/** What became of a webhook, with the two facts about it that may be logged. */
export type Received = { outcome: WebhookOutcome; event: string; instance: string | null };

const DEPTH_LIMIT = 64;

/**
 * Takes one webhook in: parse, prove the sender, take from its line's allowance, queue. `accepted` and `duplicate` mean that
 * the webhook is in Redis; every other outcome means that it was not accepted and nothing is kept of it. Never throws.
 */
export async function receiveWebhook(delivery: Delivery, settings: IngressSettings, ports: IngressPorts): Promise<Received> {
  if (ports.draining()) return refused('draining');
  const parsed = parse(delivery.raw);
  if ('refusal' in parsed) return refused(parsed.refusal);
  return delivery.provider === 'evolution' ? receiveEvolution(delivery, parsed.body, settings, ports) : receiveMeta(delivery, parsed.body, settings, ports);
}

async function receiveEvolution(delivery: Delivery, body: unknown, settings: IngressSettings, ports: IngressPorts): Promise<Received> {
  const { event, instance, apikey } = glimpseEvolution(body);
  const as = (outcome: WebhookOutcome): Received => ({ outcome, event, instance });
  let channel = null;
  if (instance !== null) {
    try {
      channel = await ports.channels.find(instance);
    } catch (error) {
      return as({ kind: failureKind(error, 'postgres_away', delivery, ports) });
    }
    if (!channel) return as({ kind: 'unknown_instance' });
  }
  const proof = { header: delivery.secretHeader, authorization: delivery.authorization, pathSecret: delivery.pathSecret, apikey };
  const isProved = ports.proveEvolution({ channel, defaultSecret: settings.evolutionSecret, proof, nowMs: delivery.receivedAtMs });
  if (!isProved) return as({ kind: instance === null ? 'no_instance' : 'wrong_proof' });
  if (instance !== null) {
    const { allowed, afterMs } = ports.limiter.take('evolution', instance);
    if (!allowed) return as({ kind: 'rate_limited', afterMs });
  }
  return as(await enqueue(delivery, ports.withoutCredentials(body), ports));
}

async function receiveMeta(delivery: Delivery, body: unknown, settings: IngressSettings, ports: IngressPorts): Promise<Received> {
  const { event, lines } = glimpseMeta(body);
  const as = (outcome: WebhookOutcome): Received => ({ outcome, event, instance: lines[0] ?? null });
  if (!settings.metaAppSecrets.some((secret) => secret !== '')) return as({ kind: 'no_app_secret' });
  if (delivery.signature === null) return as({ kind: 'missing_signature' });
  if (!ports.proveMeta(delivery.raw, delivery.signature, settings.metaAppSecrets)) return as({ kind: 'bad_signature' });
  for (const line of lines) {
    const { allowed, afterMs } = ports.limiter.take('meta', line);
    if (!allowed) return as({ kind: 'rate_limited', afterMs });
  }
  return as(await enqueue(delivery, body, ports));
}

/** The repeat of a webhook is recognised by its bytes as received: providers repeat them unchanged. */
async function enqueue(delivery: Delivery, body: unknown, ports: IngressPorts): Promise<WebhookOutcome> {
  const envelope: InboundEnvelope = {
    v: 1,
    kind: 'webhook',
    provider: delivery.provider,
    traceId: delivery.traceId,
    requestId: delivery.requestId,
    traceparent: delivery.traceparent,
    receivedAtMs: delivery.receivedAtMs,
    ingressMs: Math.max(0, ports.clock.now() - delivery.receivedAtMs),
    body,
  };
  try {
    const { duplicate, traceId } = await ports.queue.add(envelope, `${delivery.provider}-${hash('sha256', delivery.raw, 'hex')}`);
    return { kind: duplicate ? 'duplicate' : 'accepted', traceId };
  } catch (error) {
    return { kind: failureKind(error, 'redis_away', delivery, ports) };
  }
}

/** Depth is judged on the bytes before parsing, so that no later step (logging, queueing) meets a structure it can't walk. */
function parse(raw: Buffer): { body: unknown } | { refusal: WebhookRefusal } {
  if (isDeeperThan(raw, DEPTH_LIMIT)) return { refusal: 'too_deep' };
  try {
    return { body: JSON.parse(raw.toString('utf8')) as unknown };
  } catch {
    return { refusal: 'not_json' };
  }
}

function failureKind(error: unknown, away: 'redis_away' | 'postgres_away', delivery: Delivery, ports: IngressPorts): WebhookRefusal {
  if (isFault(error, 'dependency_away')) return away;
  ports.log.error('webhook failed', { traceId: delivery.traceId, requestId: delivery.requestId, provider: delivery.provider, error });
  return 'failed';
}

function refused(kind: WebhookRefusal): Received {
  return { outcome: { kind }, event: 'unknown', instance: null };
}
