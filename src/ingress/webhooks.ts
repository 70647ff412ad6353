import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from '../domain/message.ts';
import type { IngressPorts, IngressSettings, WebhookLogFields } from './ports.ts';
import { type BodyFailure, readBody } from './read-body.ts';
import { type Delivery, type Received, receiveWebhook } from './receive-webhook.ts';
import { EVOLUTION_SCHEMA, EVOLUTION_SECRET_SCHEMA, HIDDEN_SCHEMA, META_SCHEMA, META_VERIFY_SCHEMA } from './webhook-schemas.ts';
import { answerOf, type WebhookOutcome } from './webhook-outcome.ts';

const MIB = 1024 * 1024;
const BODY_LIMIT_BYTES: Record<Provider, number> = { evolution: 32 * MIB, meta: 4 * MIB };
const BODY_TIMEOUT_MS = 10_000;
/** Well below the second that senders are promised: a busy event loop fires timers late. */
const ACCEPT_TIMEOUT_MS = 700;
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * The webhook routes of CONTRACT.md: `POST /webhooks/evolution[/s/:secret][/:event]` and `GET|POST /webhooks/meta`.
 * 200 means that the webhook is in Redis. One log line and one count for each webhook, of its outcome.
 */
export function createWebhookRoutes(settings: IngressSettings, ports: IngressPorts): FastifyPluginAsync {
  return async (app) => {
    // Whatever content type a sender claims, the bytes are read raw (a signature is over them) and parsed once, by us.
    app.removeAllContentTypeParsers();
    app.addHook('onRequest', (request, _reply, done) => {
      request.raw.headers['content-type'] = undefined;
      done();
    });
    addEvolutionRoutes(app, settings, ports);
    addMetaRoutes(app, settings, ports);
  };
}

function addEvolutionRoutes(app: FastifyInstance, settings: IngressSettings, ports: IngressPorts): void {
  app.register(async (scope) => {
    addRawBodyParser(scope, BODY_LIMIT_BYTES.evolution, settings.bodyTimeoutMs ?? BODY_TIMEOUT_MS);
    const take = takeFrom('evolution', settings, ports);
    const route = (url: string, schema: object) => scope.post(url, { schema, validatorCompiler: () => () => true, handler: take });
    // Evolution builds its URLs by concatenation: whatever it appends to a configured URL must still arrive here.
    route('/webhooks/evolution', EVOLUTION_SCHEMA);
    route('/webhooks/evolution/:event', EVOLUTION_SCHEMA);
    route('/webhooks/evolution/:event/*', HIDDEN_SCHEMA);
    route('/webhooks/evolution/s/:secret', EVOLUTION_SECRET_SCHEMA);
    route('/webhooks/evolution/s/:secret/:event', EVOLUTION_SECRET_SCHEMA);
    route('/webhooks/evolution/s/:secret/:event/*', HIDDEN_SCHEMA);
  });
}

function addMetaRoutes(app: FastifyInstance, settings: IngressSettings, ports: IngressPorts): void {
  app.register(async (scope) => {
    addRawBodyParser(scope, BODY_LIMIT_BYTES.meta, settings.bodyTimeoutMs ?? BODY_TIMEOUT_MS);
    scope.post('/webhooks/meta', { schema: META_SCHEMA, validatorCompiler: () => () => true, handler: takeFrom('meta', settings, ports) });
    scope.get('/webhooks/meta', {
      schema: META_VERIFY_SCHEMA,
      validatorCompiler: () => () => true,
      handler: (request, reply) => verifyMeta(request, reply, settings, ports),
    });
  });
}

/** The body, or why there is none, is the handler's to answer: a parser error would take Fastify's own way out, past log and count. */
function addRawBodyParser(scope: FastifyInstance, limitBytes: number, timeoutMs: number): void {
  scope.addContentTypeParser('*', (request, _payload, done) => readBody(request.raw, { limitBytes, timeoutMs }, (body) => done(null, body)));
}

function takeFrom(provider: Provider, settings: IngressSettings, ports: IngressPorts) {
  const acceptTimeoutMs = settings.acceptTimeoutMs ?? ACCEPT_TIMEOUT_MS;
  const empty = Buffer.alloc(0);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const body = (request.body ?? empty) as Buffer | BodyFailure;
    const received = typeof body === 'string' ? unread(body) : await within(acceptTimeoutMs, receive(provider, request, body, settings, ports));
    const { outcome } = received;
    if (outcome.kind === 'duplicate' && !request.trace.given) adoptTrace(request, reply, outcome.traceId);
    record(provider, request, typeof body === 'string' ? 0 : body.length, received, ports);
    return answer(reply, outcome);
  };
}

function receive(provider: Provider, request: FastifyRequest, raw: Buffer, settings: IngressSettings, ports: IngressPorts): Promise<Received> {
  const { headers, trace } = request;
  const delivery: Delivery = {
    provider,
    raw,
    secretHeader: headerOf(headers['x-webhook-secret']),
    authorization: headerOf(headers['authorization']),
    pathSecret: (request.params as { secret?: string }).secret ?? null,
    signature: headerOf(headers['x-hub-signature-256']),
    traceId: trace.traceId,
    requestId: trace.requestId,
    traceparent: trace.traceparent,
    receivedAtMs: request.arrivedAtMs,
  };
  if (!ports.inSpan) return receiveWebhook(delivery, settings, ports);
  return ports.inSpan({ traceId: trace.traceId, traceparent: trace.traceparent, provider }, (traceparent) =>
    receiveWebhook({ ...delivery, traceparent }, settings, ports),
  );
}

function headerOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header !== '' ? header : null;
}

function unread(failure: BodyFailure): Received {
  return { outcome: { kind: failure }, event: 'unknown', instance: null };
}

/**
 * The work's result, or `too_slow` when it takes longer. The work goes on: if it queues the webhook after all, the sender's
 * repeat is recognised as a duplicate.
 */
function within(timeoutMs: number, work: Promise<Received>): Promise<Received> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ outcome: { kind: 'too_slow' }, event: 'unknown', instance: null }), timeoutMs);
    work.then(
      (received) => {
        clearTimeout(timer);
        resolve(received);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error('webhook failed', { cause: error }));
      },
    );
  });
}

/** A repeat whose sender chose no trace ID belongs to the first one's trace: one search finds every delivery of a webhook. */
function adoptTrace(request: FastifyRequest, reply: FastifyReply, traceId: string): void {
  request.trace = { ...request.trace, traceId };
  reply.header('x-trace-id', traceId);
}

function record(provider: Provider, request: FastifyRequest, bytes: number, { outcome, event, instance }: Received, ports: IngressPorts): void {
  ports.counters.count('ingress_webhooks_total', { provider, outcome: outcome.kind });
  const fields: WebhookLogFields = {
    traceId: request.trace.traceId,
    requestId: request.trace.requestId,
    provider,
    line: instance,
    event,
    outcome: outcome.kind,
    durationMs: ports.clock.now() - request.arrivedAtMs,
    bytes,
  };
  if ('traceId' in outcome) ports.log.info('webhook', fields);
  else ports.log.warn('webhook', fields);
}

function answer(reply: FastifyReply, outcome: WebhookOutcome): FastifyReply {
  if (!('traceId' in outcome)) {
    if (outcome.kind === 'body_timeout') reply.header('connection', 'close'); // the rest of the body may never come
    return reply.problem(answerOf(outcome));
  }
  const duplicate = outcome.kind === 'duplicate' ? ',"duplicate":true' : '';
  // Trace IDs are plain ASCII without quotes, so the text needs no escaping.
  return reply.header('content-type', JSON_TYPE).send(`{"accepted":true,"traceId":"${outcome.traceId}"${duplicate}}`);
}

function verifyMeta(request: FastifyRequest, reply: FastifyReply, settings: IngressSettings, ports: IngressPorts): FastifyReply {
  const query = request.query as Record<string, unknown>;
  const token = query['hub.verify_token'];
  const challenge = query['hub.challenge'];
  const isRight = query['hub.mode'] === 'subscribe' && typeof token === 'string' && !!settings.metaVerifyToken && isSame(token, settings.metaVerifyToken);
  if (!isRight) {
    record('meta', request, 0, { outcome: { kind: 'wrong_verify_token' }, event: 'verify', instance: null }, ports);
    return answer(reply, { kind: 'wrong_verify_token' });
  }
  ports.counters.count('ingress_webhooks_total', { provider: 'meta', outcome: 'verified' });
  return reply
    .type('text/plain; charset=utf-8')
    .header('x-content-type-options', 'nosniff')
    .send(typeof challenge === 'string' ? challenge : '');
}

/** Constant time for equal lengths; a length is no secret. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
