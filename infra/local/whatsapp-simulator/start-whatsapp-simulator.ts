import type { AddressInfo } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Fastify from 'fastify';
import { evolutionRoutes } from './evolution-routes.ts';
import type { WebhookBody } from './inbound-bodies.ts';
import { metaRoutes } from './meta-routes.ts';
import type { FollowUps, ReceivedMessage, SentMessage } from './sent-messages.ts';
import { newMessageId, receivedIn, reportMessage } from './sent-messages.ts';
import type { Call, SimulatorRule } from './simulator-rules.ts';
import { RuleBook } from './simulator-rules.ts';
import type { Delivery } from './webhook-sender.ts';
import { createWebhookSender } from './webhook-sender.ts';

export type WhatsappSimulatorOptions = {
  port?: number;
  host?: string;
  /** Frontdesk's base URL: echoes, statuses and `deliver` go to its /webhooks. Null: nothing is reported. */
  webhookUrl?: string | null;
  /** Instance -> apikey, checked when given; else any instance with any key is known. Webhooks carry the key the instance was last called with, or this one. */
  apikeys?: Record<string, string>;
  /** Phone-number id -> access token, checked when given. */
  accessTokens?: Record<string, string>;
  /** Shown to Frontdesk in `x-webhook-secret` with Evolution's webhooks. */
  webhookSecret?: string | null;
  appSecret?: string;
  notOnWhatsapp?: string[];
  /** Echoes [`send.message`] and statuses [none] that follow a message when there is a webhook URL. */
  followUps?: Partial<FollowUps>;
  retryDelayMs?: number;
  maxAttempts?: number;
};

export type Typing = { provider: 'evolution' | 'meta'; instance: string; to: string; atMs: number };

export interface WhatsappSimulator {
  readonly url: string;
  /** What WhatsApp has, in the order it took it, whether or not the caller was told. */
  readonly sent: SentMessage[];
  readonly typings: Typing[];
  /** Calls the listener for every message taken; returns how to stop. */
  onSent(listener: (message: SentMessage) => void): () => void;
  failNext(rule: SimulatorRule): void;
  clearRules(): void;
  /** Takes a line off WhatsApp (sends then answer 400 Connection Closed) or puts it back. */
  setDisconnected(instance: string, disconnected: boolean): void;
  setWebhookUrl(url: string | null): void;
  /** Lists the patient's message of an Evolution webhook among the kept ones, as if the server had received it. `deliverEvolution` does so by itself. */
  noteReceived(body: WebhookBody): void;
  deliverEvolution(body: WebhookBody): Promise<Delivery>;
  deliverMeta(body: WebhookBody): Promise<Delivery>;
  /** Resolves when no webhook is on its way to Frontdesk any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** What the routes share. */
export type Desk = {
  sent: SentMessage[];
  /** Records of what patients wrote to Evolution lines. */
  received: ReceivedMessage[];
  typings: Typing[];
  apikeys: Record<string, string> | null;
  accessTokens: Record<string, string> | null;
  notOnWhatsapp: Set<string>;
  /** Instance -> apikey as it goes into the instance's webhooks. */
  webhookKeys: Map<string, string>;
  isDisconnected(instance: string): boolean;
  accept(message: Omit<SentMessage, 'atMs' | 'providerMessageId'>): SentMessage;
  /** Runs `act` (which takes effect and returns how to answer) as the next matching rule wants it. */
  handle(call: Call, request: FastifyRequest, reply: FastifyReply, act: () => () => FastifyReply): Promise<FastifyReply>;
};

/**
 * A stand-in for WhatsApp: Evolution API v2 and Meta's Graph on one port, speaking their wire formats, remembering what was sent and
 * reporting it back. For tests, the demo and the demo clinic; it keeps everything in memory.
 */
export async function startWhatsappSimulator(options: WhatsappSimulatorOptions = {}): Promise<WhatsappSimulator> {
  const sender = createWebhookSender({
    webhookUrl: options.webhookUrl ?? null,
    webhookSecret: options.webhookSecret ?? null,
    appSecret: options.appSecret ?? '',
    retryDelayMs: options.retryDelayMs ?? 500,
    maxAttempts: options.maxAttempts ?? 20,
  });
  const followUps: FollowUps = { echoes: ['send.message'], statuses: [], ...options.followUps };
  const rules = new RuleBook();
  const listeners = new Set<(message: SentMessage) => void>();
  const disconnected = new Set<string>();
  let hasWebhookUrl = typeof options.webhookUrl === 'string';

  const desk: Desk = {
    sent: [],
    received: [],
    typings: [],
    apikeys: options.apikeys ?? null,
    accessTokens: options.accessTokens ?? null,
    webhookKeys: new Map(Object.entries(options.apikeys ?? {})),
    notOnWhatsapp: new Set(options.notOnWhatsapp),
    isDisconnected: (instance) => disconnected.has(instance),
    accept(fields) {
      const message = { ...fields, atMs: Date.now(), providerMessageId: newMessageId(fields.provider) };
      desk.sent.push(message);
      for (const listener of listeners) listener(message);
      if (hasWebhookUrl) void reportMessage(message, followUps, desk.webhookKeys.get(message.instance) ?? null, sender);
      return message;
    },
    handle: (call, request, reply, act) => handleByRule(rules.take(call), request, reply, act),
  };

  const app = Fastify({ forceCloseConnections: true, bodyLimit: 4 * 1024 * 1024 });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ status: 404, error: 'Not Found', response: { message: [`Cannot ${request.method} ${request.url}`] } }),
  );
  evolutionRoutes(app, desk);
  metaRoutes(app, desk);
  await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;

  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    sent: desk.sent,
    typings: desk.typings,
    onSent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failNext: (rule) => rules.add(rule),
    clearRules: () => rules.clear(),
    setDisconnected: (instance, isDown) => void (isDown ? disconnected.add(instance) : disconnected.delete(instance)),
    setWebhookUrl(url) {
      hasWebhookUrl = url !== null;
      sender.setWebhookUrl(url);
    },
    noteReceived: (body) => void desk.received.push(...receivedIn(body)),
    deliverEvolution(body) {
      desk.received.push(...receivedIn(body));
      return sender.deliver('evolution', { ...body, apikey: body['apikey'] ?? desk.webhookKeys.get(String(body['instance'])) ?? null });
    },
    deliverMeta: (body) => sender.deliver('meta', body),
    settled: () => sender.settled(),
    async close() {
      sender.close();
      await sender.settled();
      await app.close();
    },
  };
}

async function handleByRule(rule: SimulatorRule | null, request: FastifyRequest, reply: FastifyReply, act: () => () => FastifyReply): Promise<FastifyReply> {
  switch (rule?.kind) {
    case undefined:
      return act()();
    case 'slow': {
      const answer = act();
      await new Promise((resolve) => setTimeout(resolve, rule.delayMs));
      return answer();
    }
    case 'status':
      if (rule.accept === true) act();
      return reply
        .code(rule.status)
        .headers(rule.headers ?? {})
        .send(rule.body ?? '');
    case 'hang':
      if (rule.accept === true) act();
      return reply.hijack();
    case 'reset':
      if (rule.accept === true) act();
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
  }
}
