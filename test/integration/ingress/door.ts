import { createHash, createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { proveEvolutionWebhook } from '../../../src/adapters/whatsapp/evolution/verify-webhook.ts';
import { withoutCredentials } from '../../../src/adapters/whatsapp/evolution/without-credentials.ts';
import { proveMetaWebhook } from '../../../src/adapters/whatsapp/meta/verify-webhook.ts';
import { createHttpServer } from '../../../src/api/server.ts';
import type { EvolutionChannel } from '../../../src/domain/clinic.ts';
import { createLineLimiter, type LineRate } from '../../../src/ingress/line-limiter.ts';
import type { EvolutionChannels, IngressSettings, InboundQueue } from '../../../src/ingress/ports.ts';
import { createWebhookRoutes } from '../../../src/ingress/webhooks.ts';
import type { InboundEnvelope } from '../../../src/queues/catalog.ts';
import { createLogger } from '../../../src/runtime/logger.ts';

export const APP_SECRET = 'app-secret-of-the-test';

export type DoorOptions = {
  settings?: Partial<IngressSettings>;
  channels?: Partial<EvolutionChannel>[];
  find?: EvolutionChannels['find'];
  add?: InboundQueue['add'];
  rate?: LineRate;
  draining?: () => boolean;
};

export type Door = { url: string; port: number; queued: InboundEnvelope[]; log: string[]; counted: string[]; close(): Promise<void> };

/** An Evolution channel as a clinic has it. */
export function channelOf(channel: Partial<EvolutionChannel>): EvolutionChannel {
  return { provider: 'evolution', instance: 'front', baseUrl: 'http://evolution.test', apiKey: 'channel-api-key', ...channel };
}

/** The webhook routes on a real socket, with the real proofs and logger, and a queue in memory that recognises repeats. */
export async function openDoor(options: DoorOptions = {}): Promise<Door> {
  const door = { queued: [] as InboundEnvelope[], log: [] as string[], counted: [] as string[] };
  const channels = (options.channels ?? [{}]).map(channelOf);
  const known = new Map<string, string>();
  const add: InboundQueue['add'] = async (envelope, dedupeId) => {
    const first = known.get(dedupeId);
    if (first !== undefined) return { duplicate: true, traceId: first };
    known.set(dedupeId, envelope.traceId);
    door.queued.push(envelope);
    return { duplicate: false, traceId: envelope.traceId };
  };
  const log = createLogger({ process: 'test', destination: { write: (line: string) => door.log.push(line) } });
  const clock = { now: () => Date.now() };
  const settings: IngressSettings = { evolutionSecret: null, metaAppSecrets: [APP_SECRET], metaVerifyToken: 'verify-token', ...options.settings };
  const routes = createWebhookRoutes(settings, {
    queue: { add: options.add ?? add },
    channels: { find: options.find ?? (async (instance) => channels.find((channel) => channel.instance === instance) ?? null) },
    limiter: createLineLimiter({ nowMs: clock.now, ...(options.rate ? { rate: options.rate } : {}) }),
    proveEvolution: proveEvolutionWebhook,
    proveMeta: proveMetaWebhook,
    withoutCredentials,
    counters: { count: (_name, labels) => door.counted.push(`${labels['provider']} ${labels['outcome']}`) },
    log,
    draining: options.draining ?? (() => false),
    clock,
  });
  const server = createHttpServer({ plugins: [routes], adminToken: 'admin-token', log, clock, docsVersion: null });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return { ...door, url, port: Number(new URL(url).port), close: () => server.close() };
}

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** Posts a webhook. */
export async function post(door: Door, path: string, body: string | Buffer | object, headers: Record<string, string> = {}): Promise<Answer> {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const response = await fetch(door.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: payload });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

/** Posts a Meta webhook with a signature over its bytes. */
export async function postSigned(door: Door, body: string | Buffer | object, secret = APP_SECRET): Promise<Answer> {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return post(door, '/webhooks/meta', payload, { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}` });
}

/** A minimal webhook of an Evolution instance that proves itself by its apikey. */
export function evolutionBody(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event: 'messages.upsert',
    instance: 'front',
    data: { key: { id: createHash('md5').update(String(Math.random())).digest('hex') } },
    apikey: 'channel-api-key',
    ...fields,
  };
}

/** A minimal webhook of a Meta line. */
export function metaBody(phoneNumberId = '200000000000001', fields: Record<string, unknown> = {}): Record<string, unknown> {
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, messages: [], ...fields };
  return { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] };
}

/** What a raw socket got: the text of all responses, and when the first bytes came, ms after `start`. */
export type RawAnswer = { text: string; status: number; afterMs: number };

/** Speaks HTTP by hand: writes what `speak` says and resolves at the first response or at the end of the connection. */
export function speakRaw(door: Door, speak: (write: (text: string | Buffer) => void, onEnd: (done: () => void) => void) => void): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const startedAtMs = Date.now();
    const socket = connect(door.port, '127.0.0.1');
    const endings: (() => void)[] = [];
    let text = '';
    const finish = () => {
      for (const ending of endings) ending();
      socket.destroy();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), afterMs: Date.now() - startedAtMs });
    };
    socket.on('error', (error) => (text === '' ? reject(error) : finish()));
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (text.includes('\r\n\r\n')) finish();
    });
    socket.on('close', finish);
    socket.on('connect', () =>
      speak(
        (part) => void (socket.writable && socket.write(part)),
        (done) => endings.push(done),
      ),
    );
  });
}
